package org.acme.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that still runs on a data directory though its keeper was killed. */
public final class LeftoverServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LeftoverServer() {}

    /** Stops the server that owns {@code data}, if there's one; does nothing otherwise. */
    public static void stop(Path data) throws IOException {
        Optional<ProcessHandle> server = find(data);
        if (server.isPresent()) {
            stop(server.get());
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** The server's process by the lock file that it keeps in its data directory. */
    static Optional<ProcessHandle> find(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.isRegularFile(lock)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(lock);
        return lines.isEmpty() ? Optional.empty() : postgresWithId(lines.get(0).strip());
    }

    private static Optional<ProcessHandle> postgresWithId(String number) {
        try {
            return ProcessHandle.of(Long.parseLong(number)).filter(LeftoverServer::isPostgres);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number may have been given to another program since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(path -> path.contains("postgres")).isPresent();
    }

    private static void stop(ProcessHandle server) throws IOException {
        List<ProcessHandle> backends = server.children().toList();
        server.destroy();
        try {
            server.onExit().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            end(server, backends);
        } catch (ExecutionException e) {
            throw new IOException("can't stop the old PostgreSQL " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ProcessHandle server, List<ProcessHandle> backends) throws IOException {
        server.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("can't stop the old PostgreSQL " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
