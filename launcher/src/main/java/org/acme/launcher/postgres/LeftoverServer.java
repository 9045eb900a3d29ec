package org.acme.launcher.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that still runs on our data directory though its keeper was killed.
 *
 * <p>The lock file in the directory names a process, but after a restart of the machine that number
 * may belong to another program, even to a PostgreSQL of the user. So a process is taken for ours
 * only if its binary is one that we unpacked, the lock file is about our directory, and the process
 * either says on its command line that it works there or started when the lock file says.
 *
 * @param data the data directory
 * @param binaries the folder into which the server's binaries are unpacked
 */
public record LeftoverServer(Path data, Path binaries) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Tolerance for coarse clocks of a process table, and for a start time that is corrected later.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    /** The first three lines of the lock file: process, data directory, start in epoch seconds. */
    private static final int LINES = 3;

    /**
     * Stops the server if there is one. The lock file of a dead server is left to the next one,
     * which also looks whether children of the dead are still at work on the data; it is only
     * deleted when its number belongs to another program by now, of which no server knows.
     *
     * @throws IOException when the server doesn't end
     */
    public void stop() throws IOException {
        Optional<ProcessHandle> server = find();
        if (server.isPresent()) {
            stop(server.get());
        } else if (owner().isPresent()) {
            Files.deleteIfExists(lock());
        }
    }

    /** Returns the server's process; empty if no server of ours runs on the data directory. */
    public Optional<ProcessHandle> find() throws IOException {
        List<String> lines = lines();
        return owner().filter(this::isOurBinary)
                .filter(process -> lines.size() >= LINES && isOurData(lines.get(1)))
                .filter(process -> namesOurData(process) || startedAt(process, lines.get(2)));
    }

    private Path lock() {
        return data.resolve("postmaster.pid");
    }

    private List<String> lines() throws IOException {
        return Files.isRegularFile(lock())
                ? Files.readAllLines(lock(), StandardCharsets.UTF_8)
                : List.of();
    }

    /** Returns the process that has the id in the lock file now, whether or not it is a server. */
    private Optional<ProcessHandle> owner() throws IOException {
        return lines().stream()
                .findFirst()
                .flatMap(LeftoverServer::number)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isOurBinary(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> real(Path.of(command)).startsWith(real(binaries)))
                .isPresent();
    }

    private boolean isOurData(String named) {
        try {
            return !named.isBlank() && real(Path.of(named.strip())).equals(real(data));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private boolean namesOurData(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(words -> Arrays.stream(words).anyMatch(this::isOurData))
                .isPresent();
    }

    private static boolean startedAt(ProcessHandle process, String epochSeconds) {
        Optional<Instant> noted = number(epochSeconds).map(Instant::ofEpochSecond);
        Optional<Instant> started = process.info().startInstant();
        return noted.isPresent()
                && started.isPresent()
                && Duration.between(noted.get(), started.get()).abs().compareTo(START_TOLERANCE)
                        <= 0;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static void stop(ProcessHandle server) throws IOException {
        List<ProcessHandle> backends = server.children().toList();
        server.destroy();
        try {
            server.onExit().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            end(server, backends);
        } catch (ExecutionException e) {
            throw stays(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ProcessHandle server, List<ProcessHandle> backends) throws IOException {
        server.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        List<CompletableFuture<ProcessHandle>> gone =
                Stream.concat(Stream.of(server), backends.stream())
                        .map(ProcessHandle::onExit)
                        .toList();
        try {
            CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new))
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw stays(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IOException stays(ProcessHandle server, Exception cause) {
        return new IOException(
                "PostgreSQL of the last ./demo (process %d) does not stop: run kill -9 %d, then start again."
                        .formatted(server.pid(), server.pid()),
                cause);
    }
}
