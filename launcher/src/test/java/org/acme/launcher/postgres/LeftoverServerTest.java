package org.acme.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a power failure the number in the lock file may belong to any program, even to the user's
 * PostgreSQL. Only a process with our binary, our data and the start time of the file is ended.
 */
class LeftoverServerTest {

    /** Its name and its time are what matter, so any program that waits will do. */
    private static final Path WAITS = Path.of("/bin/sleep");

    @TempDir private Path folder = Path.of("");
    private @Nullable Process process;

    @BeforeEach
    void needsAProgramThatWaits() {
        assumeTrue(Files.isExecutable(WAITS), "no /bin/sleep");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void ourServer_isFound_andEnded() throws Exception {
        Process server = start(ourBinary());
        lock(server, data(), startOf(server));

        assertThat(leftover().find()).contains(server.toHandle());
        leftover().stop();

        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void binaryOfSomebodyElse_isLeftAlone() throws Exception {
        Process other = start(WAITS);
        lock(other, data(), startOf(other));

        assertLeftAlone(other);
    }

    @Test
    void serverOfAnotherDirectory_isLeftAlone() throws Exception {
        Process other = start(ourBinary());
        lock(other, folder.resolve("other"), startOf(other));

        assertLeftAlone(other);
    }

    @Test
    void processThatStartedAtAnotherTime_isLeftAlone() throws Exception {
        Process other = start(ourBinary());
        lock(other, data(), startOf(other).minus(Duration.ofHours(1)));

        assertLeftAlone(other);
    }

    private void assertLeftAlone(Process other) throws IOException {
        assertThat(leftover().find()).isEmpty();
        leftover().stop();
        assertThat(other.isAlive()).isTrue();
        assertThat(lock()).as("the lock of a server that is gone").doesNotExist();
    }

    private LeftoverServer leftover() {
        return new LeftoverServer(data(), folder.resolve("binaries"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path lock() {
        return data().resolve("postmaster.pid");
    }

    private Path ourBinary() throws IOException {
        Path binary = folder.resolve("binaries").resolve("postgres");
        Files.createDirectories(binary.getParent());
        return Files.copy(WAITS.toRealPath(), binary, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Process start(Path binary) throws IOException {
        Process started = new ProcessBuilder(binary.toString(), "600").start();
        process = started;
        return started;
    }

    private static Instant startOf(Process process) {
        return process.info().startInstant().orElseThrow();
    }

    private void lock(Process owner, Path directory, Instant start) throws IOException {
        Files.createDirectories(data());
        Files.createDirectories(directory);
        Files.writeString(
                lock(), owner.pid() + "\n" + directory + "\n" + start.getEpochSecond() + "\n");
    }
}
