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
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    @TempDir private Path root = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Build build() {
        return new Build(root, new PrintStream(said, true, StandardCharsets.UTF_8));
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

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void mavenSucceeds_programsAreFreshAfterwards() throws Exception {
        maven("exit 0");
        Path jar = root.resolve("shop/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        assertThat(build().run()).isZero();

        assertThat(Files.getLastModifiedTime(jar).toMillis()).isPositive();
    }
}
