package org.acme.launcher.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.standin.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentWatchTest {

    private static final long TIMEOUT_SECONDS = 20;

    @TempDir private Path folder = Path.of("");

    private final List<ProcessHandle> processes = new ArrayList<>();

    @AfterEach
    void endAll() {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process.toHandle());
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(lines.readLine());
    }

    @Test
    void inputCloses_processThatKnowsNothingOfIt_leaves() throws Exception {
        Process process = start(Commands.watched(Commands.program(folder), "10000", "idle"));
        assertThat(firstLine(process)).isEqualTo("idle");

        process.getOutputStream().close();

        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void inputCloses_processThatHangsInItsShutdown_isHalted() throws Exception {
        Process process = start(Commands.watched(Commands.program(folder), "300", "stubborn"));
        assertThat(firstLine(process)).isEqualTo("stubborn");

        process.getOutputStream().close();

        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void holderIsKilled_watchingProcess_follows() throws Exception {
        List<String> parent = new ArrayList<>(Commands.free("parent"));
        parent.addAll(Commands.watched(Commands.program(folder), "1000", "idle"));
        Process holder = start(parent);
        Optional<ProcessHandle> held = ProcessHandle.of(Long.parseLong(firstLine(holder)));
        held.ifPresent(processes::add);
        assertThat(held).isPresent();

        holder.destroyForcibly();

        await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                .until(() -> held.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void jarWithoutAMainClass_isCalledBroken() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "half a jar");

        Process process = start(Commands.watched(broken, "1000"));

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Invalid or corrupt jarfile");
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }
}
