package org.acme.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the launcher ends, nothing that it started stays. */
@Tag("deep")
class LauncherEndsTest {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration GONE = Duration.ofSeconds(60);
    private static final Path POSTGRES = TestStage.ROOT.resolve("target/demo");

    private final Path output = Path.of("target", "launcher-ends.log").toAbsolutePath();
    private final List<ProcessHandle> started = new ArrayList<>();

    private Process serve() throws IOException {
        Path jar = TestStage.ROOT.resolve("launcher/target/launcher.jar");
        List<String> command = new ArrayList<>(asInTheForeground());
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddemo.root=" + TestStage.ROOT,
                        "-cp",
                        jar + File.pathSeparator + jar.resolveSibling("lib") + "/*",
                        "org.acme.launcher.Demo",
                        "--serve"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(freePorts());
        Process launcher = builder.start();
        started.add(launcher.toHandle());
        return launcher;
    }

    /** A build in the background ignores Ctrl-C, and so would all that it starts. */
    private static List<String> asInTheForeground() {
        boolean linux = Files.exists(Path.of("/proc/self/status"));
        return linux ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static Map<String, String> freePorts() throws IOException {
        Ports free = Ports.free();
        return Map.of(
                "CONTROL_ROOM_PORT", "" + free.controlRoom(),
                "POSTGRES_PORT", "" + free.postgres(),
                "CHECKOUT_PROTECTED_PORT", "" + free.of(Role.CHECKOUT, Lane.PROTECTED),
                "CHECKOUT_UNPROTECTED_PORT", "" + free.of(Role.CHECKOUT, Lane.UNPROTECTED),
                "PAYMENT_PROTECTED_PORT", "" + free.of(Role.PAYMENT, Lane.PROTECTED),
                "PAYMENT_UNPROTECTED_PORT", "" + free.of(Role.PAYMENT, Lane.UNPROTECTED),
                "INVENTORY_PROTECTED_PORT", "" + free.of(Role.INVENTORY, Lane.PROTECTED),
                "INVENTORY_UNPROTECTED_PORT", "" + free.of(Role.INVENTORY, Lane.UNPROTECTED));
    }

    private String said() throws IOException {
        return Files.readString(output);
    }

    private List<ProcessHandle> everythingOf(Process launcher) {
        started.addAll(Programs.below(launcher.toHandle()));
        started.addAll(Programs.postgresOf(POSTGRES));
        return started;
    }

    private static void awaitGone(List<ProcessHandle> processes) {
        await().atMost(GONE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT"})
    void signal_endsAllWithIt(String signal) throws Exception {
        Process launcher = serve();
        await().atMost(START)
                .failFast(() -> !launcher.isAlive())
                .until(() -> said().contains("Press Ctrl-C"));
        List<ProcessHandle> processes = everythingOf(launcher);
        assertThat(processes).hasSizeGreaterThan(9);

        new ProcessBuilder("kill", "-" + signal, "" + launcher.pid()).start().waitFor();

        assertThat(launcher.waitFor(GONE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitGone(processes);
    }

    @Test
    void killedWhileItStarts_leavesNothingEither() throws Exception {
        Process launcher = serve();
        await().atMost(START)
                .failFast(() -> !launcher.isAlive())
                .until(() -> said().contains("postgresql"));
        List<ProcessHandle> processes = everythingOf(launcher);

        launcher.destroyForcibly();

        awaitGone(processes);
        await().atMost(GONE).until(() -> Programs.postgresOf(POSTGRES).isEmpty());
    }
}
