package org.acme.breaker.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A real server, as a process that a test may kill, stop and start again on the same port. */
final class RedisProcess implements AutoCloseable {

    private static final String EXECUTABLE = executable();

    final int port;
    private final List<String> command;
    private @Nullable Process process;

    RedisProcess(String... options) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        command = new ArrayList<>(List.of(EXECUTABLE, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        command.addAll(List.of(options));
        start();
    }

    private static String executable() {
        try {
            Path folder = Path.of("target/redis").toAbsolutePath();
            folder.toFile().mkdirs();
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .getAbsolutePath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void start() throws IOException {
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    /** As {@code kill -9}. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        process = null;
    }

    /** Sends a signal, such as {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the server does not run");
        }
        new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        kill();
    }
}
