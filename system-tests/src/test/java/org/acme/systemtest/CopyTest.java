package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/copying.md copies a service that builds without the rest. */
@Tag("deep")
class CopyTest {

    private static final String TARGET = "../my-shop";
    private static final Pattern COMMAND =
            Pattern.compile("```bash\n(mkdir .+?)```", Pattern.DOTALL);

    @TempDir private Path folder = Path.of("");

    @Test
    void documentedCommand_copiesAServiceThatBuilds() throws Exception {
        Path shop = folder.resolve("my-shop");
        Matcher command =
                COMMAND.matcher(Files.readString(TestStage.ROOT.resolve("docs/copying.md")));
        assertThat(command.find()).isTrue();
        assertThat(command.group(1)).contains(TARGET);

        run(TestStage.ROOT, "sh", "-c", command.group(1).replace(TARGET, shop.toString()));
        run(shop, "sh", "./mvnw", "-B", "-q", "-o", "-DskipTests", "clean", "package");

        assertThat(shop.resolve("checkout-service/target/quarkus-app/quarkus-run.jar")).exists();
    }

    private static void run(Path directory, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
