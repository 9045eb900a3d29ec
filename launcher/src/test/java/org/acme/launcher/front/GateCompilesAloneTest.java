package org.acme.launcher.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code demo} script compiles these where nothing is built: without any library. */
class GateCompilesAloneTest {

    @TempDir private Path classes = Path.of("");

    @Test
    void gateAndBuild_needNothingButTheJdk() {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String sources = "src/main/java";
        String launcher = sources + "/org/acme/launcher/";

        int code =
                compiler.run(
                        null,
                        said,
                        said,
                        "-proc:none",
                        "-nowarn",
                        "-classpath",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        "-sourcepath",
                        sources,
                        launcher + "front/Gate.java",
                        launcher + "build/Build.java");

        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(classes.resolve("org/acme/launcher/front/Gate.class")).exists();
    }
}
