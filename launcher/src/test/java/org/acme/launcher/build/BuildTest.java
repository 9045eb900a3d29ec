package org.acme.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.acme.launcher.stage.FolderLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    @TempDir private Path root = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Build build() {
        return new Build(root, Map.of(), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void maven(String script) throws IOException {
        Path wrapper = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void module_isSaid_otherLinesAreOnlyLogged() {
        StringWriter log = new StringWriter();
        Build build = build();

        build.take("[INFO] Building checkout-service 1.0.0-SNAPSHOT   [4/7]", new PrintWriter(log));
        build.take("[INFO] Copying 3 resources", new PrintWriter(log));

        assertThat(said().strip()).isEqualTo("4/7  checkout-service");
        assertThat(log.toString()).contains("Copying 3 resources");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void mavenFails_itsErrorsAreShown() throws Exception {
        maven("echo '[INFO] noise'; echo '[ERROR] Shop.java:[3,1] ; expected'; exit 1");

        assertThat(build().run()).isEqualTo(2);

        assertThat(said())
                .contains("[ERROR] Shop.java:[3,1] ; expected", "The build failed", "build.log")
                .doesNotContain("noise");
    }

    /** https://github.com/apache/maven-wrapper/issues/308: its reasons don't begin with [ERROR]. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void wrapperFails_itsLastLinesAreShown_withARemedy() throws Exception {
        maven("echo 'curl: (6) Could not resolve host: repo.maven.apache.org'; exit 1");

        assertThat(build().run()).isEqualTo(2);

        assertThat(said()).contains("curl: (6) Could not resolve host", "settings.xml");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void wrapperWithoutItsExecutableBit_isRunAllTheSame() throws Exception {
        Files.writeString(root.resolve("mvnw"), "#!/bin/sh\nexit 0\n");

        assertThat(build().run()).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void javaOptionsOfTheUser_reachMavenOnly() throws Exception {
        maven("echo \"[ERROR] $JAVA_TOOL_OPTIONS\"; exit 1");
        Build build =
                new Build(
                        root,
                        Map.of("DEMO_BUILD_JAVA_TOOL_OPTIONS", "-Dproxy=there"),
                        new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(build.run()).isEqualTo(2);

        assertThat(said()).contains("[ERROR] -Dproxy=there");
    }

    @Test
    void twoBuilds_theSecondIsRefused() throws Exception {
        FolderLock lock = FolderLock.in(root.resolve("target/demo"));
        lock.take();

        assertThat(build().run()).isEqualTo(2);

        assertThat(said()).contains("Another ./demo is running or building in this folder");
        lock.release();
    }

    @Test
    void targetThatIsAFile_isSaid() throws Exception {
        Files.createFile(root.resolve("target"));

        assertThat(build().run()).isEqualTo(2);

        assertThat(said()).contains("target", "needs a folder there");
    }
}
