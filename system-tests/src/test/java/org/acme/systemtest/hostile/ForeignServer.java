package org.acme.systemtest.hostile;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of somebody else on the same machine, with data and programs of its own. */
final class ForeignServer implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Path folder;
    private final Process keeper;
    private final ProcessHandle server;

    private ForeignServer(Path folder, Process keeper, ProcessHandle server) {
        this.folder = folder;
        this.keeper = keeper;
        this.server = server;
    }

    /** Starts it with the programs of a clone, far away from that clone. */
    static ForeignServer start(Clone clone) throws IOException {
        Path folder = Files.createTempDirectory("foreign-server");
        Path data = folder.resolve("data");
        Path jar = clone.file("launcher/target/launcher.jar");
        Process keeper =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                jar + File.pathSeparator + jar.resolveSibling("lib") + "/*",
                                "org.acme.launcher.postgres.PostgresKeeper",
                                Integer.toString(freePort()),
                                data.toString(),
                                folder.resolve("binaries").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Path pid = data.resolve("postmaster.pid");
        await().atMost(TIMEOUT).until(() -> find(pid).isPresent());
        return new ForeignServer(folder, keeper, find(pid).orElseThrow());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The server says in the last line of that file that it is ready. */
    private static Optional<ProcessHandle> find(Path pid) throws IOException {
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pid);
        boolean ready = lines.stream().anyMatch(line -> line.strip().equals("ready"));
        return ready ? ProcessHandle.of(Long.parseLong(lines.get(0).strip())) : Optional.empty();
    }

    boolean isAlive() {
        return server.isAlive() && keeper.isAlive();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        keeper.getOutputStream().close();
        if (!keeper.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
            keeper.destroyForcibly();
        }
        new Clone(folder).delete();
    }
}
