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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command of docs/copying.md copies modules that build without the rest. */
@Tag("deep")
class CopyTest {

    private static final Pattern COMMAND =
            Pattern.compile("```bash\n(mkdir (\\.\\./[\\w-]+) .+?)```", Pattern.DOTALL);

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "../my-breaker, breaker-lib/target/breaker-lib-1.0.0-SNAPSHOT.jar",
        "../my-breakers, breaker-quarkus/target/breaker-quarkus-1.0.0-SNAPSHOT.jar",
        "../my-shop, checkout-service/target/quarkus-app/quarkus-run.jar"
    })
    void documentedCommand_copiesModulesThatBuild(String target, String built) throws Exception {
        Path copy = folder.resolve("copy");

        run(TestStage.ROOT, "sh", "-c", command(target).replace(target, copy.toString()));
        run(copy, "sh", "./mvnw", "-B", "-q", "-o", "-DskipTests", "clean", "package");

        assertThat(copy.resolve(built)).exists();
    }

    private static String command(String target) throws IOException {
        Matcher command =
                COMMAND.matcher(Files.readString(TestStage.ROOT.resolve("docs/copying.md")));
        while (command.find()) {
            if (command.group(2).equals(target)) {
                return command.group(1);
            }
        }
        throw new AssertionError("docs/copying.md has no command that copies to " + target);
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
