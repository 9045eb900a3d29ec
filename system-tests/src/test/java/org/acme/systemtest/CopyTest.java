package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README offers for copying builds without the rest of the house. */
@Tag("deep")
class CopyTest {

    private static final List<String> OFFERED =
            List.of("breaker-lib", "breaker-quarkus", "service-chassis", "checkout-service");
    private static final List<String> AROUND =
            List.of("mvnw", ".mvn/jvm.config", ".mvn/wrapper/maven-wrapper.properties");
    private static final List<String> PARENTS = List.of("application-parent", "service-parent");

    @TempDir private Path copy = Path.of("");

    @Test
    void offeredFolders_buildAlone() throws Exception {
        for (String folder : OFFERED) {
            copyFolder(folder);
        }
        for (String parent : PARENTS) {
            copyFile(Path.of(parent, "pom.xml"));
        }
        for (String file : AROUND) {
            copyFile(Path.of(file));
        }
        Files.writeString(copy.resolve("pom.xml"), parentOfTheOfferedOnly());

        Process maven =
                new ProcessBuilder("sh", "./mvnw", "-B", "-q", "-o", "-DskipTests", "package")
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(said).isZero();
        assertThat(copy.resolve("checkout-service/target/quarkus-app/quarkus-run.jar")).exists();
    }

    /** The same parent, with no module but those that were copied. */
    private static String parentOfTheOfferedOnly() throws IOException {
        return Files.readString(TestStage.ROOT.resolve("pom.xml"))
                .lines()
                .filter(
                        line ->
                                !line.contains("<module>")
                                        || Stream.concat(OFFERED.stream(), PARENTS.stream())
                                                .anyMatch(name -> line.contains(">" + name + "<")))
                .reduce("", (text, line) -> text + line + "\n");
    }

    private void copyFolder(String folder) throws IOException {
        Path from = TestStage.ROOT.resolve(folder);
        copyFile(Path.of(folder, "pom.xml"));
        try (Stream<Path> files = Files.walk(from.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copyFile(TestStage.ROOT.relativize(file));
            }
        }
    }

    private void copyFile(Path relative) throws IOException {
        Path target = copy.resolve(relative);
        Files.createDirectories(target.getParent());
        Files.copy(TestStage.ROOT.resolve(relative), target);
    }
}
