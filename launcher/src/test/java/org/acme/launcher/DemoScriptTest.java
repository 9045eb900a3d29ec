package org.acme.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in front of the launcher, with stand-ins for java. */
@DisabledOnOs(OS.WINDOWS)
class DemoScriptTest {

    private static final Path SCRIPT = Path.of("../demo").toAbsolutePath().normalize();

    @TempDir private Path javaHome = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Path script = SCRIPT;

    private record Outcome(int exitCode, String output) {}

    private Outcome demo(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = script.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(javaHome.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        return new Outcome(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    }

    private void java(String script) throws IOException {
        Path bin = Files.createDirectories(javaHome.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void javaTooOld_isRefusedWithItsVersion(String version) throws Exception {
        java("echo 'openjdk version \"" + version + "\" 2020-01-01' >&2");

        Outcome outcome = demo();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("needs a JDK 17 or newer", version, "JAVA_HOME");
    }

    @Test
    void noJava_isSaid() throws Exception {
        Outcome outcome = demo();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("needs a JDK 17 or newer", "does not exist");
    }

    /** A java that compiles nothing, and finds everything built. */
    private static final String ALL_BUILT =
            """
            case "$*" in
                *-version*) echo 'openjdk version "%s" 2026-01-01' >&2 ;;
                *front.Gate*) exit 77 ;;
                *launcher.Demo*) for argument in "$@"; do echo "<$argument>"; done
                        echo "options:${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}${_JAVA_OPTIONS:-}${CLASSPATH:-}:" ;;
            esac\
            """;

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "25-ea", "25+36", "26.0.1"})
    void javaNewEnough_getsTheArgumentsAsTheyAre(String version) throws Exception {
        java(ALL_BUILT.formatted(version));

        Outcome outcome = demo("a b", "--serve");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .contains("<org.acme.launcher.Demo>\n<a b>\n<--serve>")
                .contains("<-Ddemo.terminal=false>");
    }

    @Test
    void optionsForOtherJvms_areKeptFromTheLauncher() throws Exception {
        java(ALL_BUILT.formatted("17"));
        environment.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=nowhere");
        environment.put("JDK_JAVA_OPTIONS", "-Xmx1m");
        environment.put("_JAVA_OPTIONS", "-XX:NoSuchOption");
        environment.put("CLASSPATH", "elsewhere");

        assertThat(demo().output()).contains("options::");
    }

    @Test
    void throughSymbolicLinks_theRepositoryIsFound() throws Exception {
        java(ALL_BUILT.formatted("17"));
        Path link = Files.createSymbolicLink(javaHome.resolve("direct"), SCRIPT);
        script = Files.createSymbolicLink(javaHome.resolve("indirect"), link.getFileName());

        assertThat(demo().output()).contains("<-Ddemo.root=" + SCRIPT.getParent() + ">");
    }

    @Test
    void buildDue_isDoneFirst_andItsFailureIsNotAScenarioThatFailed() throws Exception {
        java(
                """
                case "$*" in
                    *-version*) echo 'openjdk version "17" 2026-01-01' >&2 ;;
                    *front.Gate*) exit 76 ;;
                    *build.Build*) echo built; exit 1 ;;
                esac\
                """);

        Outcome outcome = demo();

        assertThat(outcome.output()).isEqualTo("built\n");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void gateRefuses_itsCodeIsTheScripts() throws Exception {
        java(
                """
                case "$*" in
                    *-version*) echo 'openjdk version "17" 2026-01-01' >&2 ;;
                    *front.Gate*) exit 2 ;;
                    *launcher.Demo*) echo started ;;
                esac\
                """);

        Outcome outcome = demo();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).doesNotContain("started");
    }
}
