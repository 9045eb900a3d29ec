package org.acme.systemtest.kubernetes;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.parent.ParentWatch;
import org.acme.systemtest.TestStage;
import org.jspecify.annotations.Nullable;

/** A checkout as a process of its own: started, asked to stop and killed as a kubelet does it. */
final class Pod implements AutoCloseable {

    private static final HttpClient PROBES =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final int port;
    private final Path program;
    private final Path log;
    private final Map<String, String> variables;
    private @Nullable Process process;

    /**
     * Runs nothing yet.
     *
     * @param program the jar that its image runs
     * @param variables what its container gets; nothing else of this process reaches it
     */
    Pod(String name, int port, Path program, Path log, Map<String, String> variables) {
        this.name = name;
        this.port = port;
        this.program = program;
        this.log = log;
        this.variables = Map.copyOf(variables);
    }

    /** Starts the process, also after it was killed. It ends with this JVM at the latest. */
    synchronized void start() throws IOException {
        Path folder = log.resolveSibling(name);
        Files.createDirectories(folder);
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx160m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-cp",
                                program
                                        + File.pathSeparator
                                        + TestStage.ROOT.resolve("launcher/target/launcher.jar"),
                                ParentWatch.class.getName(),
                                program.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "LANG"));
        builder.environment().putAll(variables);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        process = builder.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** One probe, as patient as the manifest says. */
    boolean answers(String path, Duration timeout) {
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve(path)).timeout(timeout).build();
        try {
            return PROBES.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGTERM, and SIGKILL if the process still runs after the grace period: then it is false. */
    boolean stop(Duration grace) throws InterruptedException {
        Process running = running();
        running.destroy();
        if (running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        running.destroyForcibly().waitFor();
        return false;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return running().isAlive();
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
