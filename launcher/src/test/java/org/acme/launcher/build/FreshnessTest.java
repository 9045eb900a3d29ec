package org.acme.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {

    private static final Instant SOURCES = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant BUILT = Instant.parse("2026-01-01T11:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T12:00:00Z");
    private static final String PLUGIN = "<artifactId>quarkus-maven-plugin</artifactId>";

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void aBuiltRepository() throws IOException {
        write("pom.xml", "<module>core</module><module>shop</module><module>launcher</module>");
        write("core/pom.xml", "<artifactId>core</artifactId>");
        write("core/src/main/java/Core.java", "");
        write(
                "shop/pom.xml",
                "<artifactId>shop</artifactId><artifactId>core</artifactId>" + PLUGIN);
        write("shop/src/main/java/Shop.java", "");
        write("shop/src/test/java/ShopTest.java", "");
        write("launcher/pom.xml", "<artifactId>launcher</artifactId>");
        write("launcher/src/main/java/Launcher.java", "");
        date("shop/target/quarkus-app/quarkus-run.jar", BUILT);
        date("launcher/target/launcher.jar", BUILT);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(SOURCES));
    }

    private void date(String file, Instant time) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        Files.setLastModifiedTime(path, FileTime.from(time));
    }

    @Test
    void programsNewerThanTheirSources_areFresh() {
        assertThat(new Freshness(root).whatIsStale()).isEmpty();
    }

    @Test
    void programThatIsMissing_isStale() throws IOException {
        Files.delete(root.resolve("shop/target/quarkus-app/quarkus-run.jar"));

        assertThat(new Freshness(root).whatIsStale()).hasValue("shop is not built yet");
    }

    @Test
    void ownSourceChanged_isStale() throws IOException {
        date("shop/src/main/java/Shop.java", LATER);

        assertThat(new Freshness(root).whatIsStale())
                .hasValue(Path.of("shop/src/main/java/Shop.java") + " is newer than shop");
    }

    @Test
    void sourceOfAPartChanged_isStale() throws IOException {
        date("core/src/main/java/Core.java", LATER);

        assertThat(new Freshness(root).whatIsStale()).isPresent();
    }

    @Test
    void pomChanged_isStale() throws IOException {
        date("pom.xml", LATER);

        assertThat(new Freshness(root).whatIsStale()).isPresent();
    }

    @Test
    void testChanged_isFresh() throws IOException {
        date("shop/src/test/java/ShopTest.java", LATER);

        assertThat(new Freshness(root).whatIsStale()).isEmpty();
    }

    /** A clone that was unpacked in another time zone. */
    @Test
    void sourceOfTomorrow_thatTheLastBuildSaw_isFresh() throws IOException {
        date("shop/src/main/java/Shop.java", LATER);
        Files.createDirectories(root.resolve("target/demo"));

        Fingerprints.ofSources(root).write(root);

        assertThat(new Freshness(root).whatIsStale()).isEmpty();
        write("shop/src/main/java/Shop.java", "changed");
        date("shop/src/main/java/Shop.java", LATER);
        assertThat(new Freshness(root).whatIsStale()).isPresent();
    }
}
