package org.acme.systemtest.observability;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.systemtest.Http;

/** A program of this machine that runs as long as a test needs it. */
final class Daemon implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);

    private final Process process;
    private final URI address;

    private Daemon(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it in a folder, with its output in a file there, and waits until it is ready. */
    static Daemon start(Path folder, int port, List<String> command) throws IOException {
        Files.createDirectories(folder);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Daemon daemon = new Daemon(process, URI.create("http://127.0.0.1:" + port));
        await(command.get(0)).atMost(START).ignoreExceptions().until(daemon::isReady);
        return daemon;
    }

    private boolean isReady() throws IOException, InterruptedException {
        return Http.get(address, "/-/ready").status() == 200;
    }

    URI address() {
        return address;
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
