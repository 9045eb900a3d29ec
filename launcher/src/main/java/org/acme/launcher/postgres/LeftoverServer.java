package org.acme.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server that still runs on a data directory though its keeper was killed. */
public final class LeftoverServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LeftoverServer() {}

    /**
     * Stops the server that owns {@code data}, if there's one. A dead server's lock is left to the
     * next one, which also looks whether children of the dead are still at work on the data; it is
     * only taken away when its number belongs to another program by now, of which no server knows.
     */
    public static void stop(Path data) throws IOException {
        Optional<ProcessHandle> owner = owner(data);
        if (owner.isEmpty()) {
            return;
        }
        if (isPostgres(owner.get())) {
            stop(owner.get());
        } else {
            Files.deleteIfExists(lock(data));
        }
    }

    /** The server's process by the lock file that it keeps in its data directory. */
    static Optional<ProcessHandle> find(Path data) throws IOException {
        return owner(data).filter(LeftoverServer::isPostgres);
    }

    private static Path lock(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Whoever has the number in the lock file now. */
    private static Optional<ProcessHandle> owner(Path data) throws IOException {
        if (!Files.isRegularFile(lock(data))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(lock(data));
        return lines.isEmpty() ? Optional.empty() : processWithId(lines.get(0).strip());
    }

    private static Optional<ProcessHandle> processWithId(String number) {
        try {
            return ProcessHandle.of(Long.parseLong(number));
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
        List<CompletableFuture<ProcessHandle>> gone =
                Stream.concat(Stream.of(server), backends.stream())
                        .map(ProcessHandle::onExit)
                        .toList();
        try {
            CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("can't stop the old PostgreSQL " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
