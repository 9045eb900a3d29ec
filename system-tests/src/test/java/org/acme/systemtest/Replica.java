package org.acme.systemtest;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.acme.launcher.child.Child;
import org.acme.launcher.child.ChildListener;
import org.acme.launcher.child.ChildSpec;
import org.acme.launcher.child.RestartPolicy;
import org.acme.launcher.parent.ParentWatch;

/** One checkout more, beside those of a stage. */
record Replica(Child process, URI address, ScheduledExecutorService timer)
        implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    static Replica start(Path log, Map<String, String> environment) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        URI address = URI.create("http://127.0.0.1:" + port);
        Path jar = TestStage.ROOT.resolve("checkout-service/target/quarkus-app/quarkus-run.jar");
        Path launcher = TestStage.ROOT.resolve("launcher/target/launcher.jar");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        jar + File.pathSeparator + launcher,
                        ParentWatch.class.getName(),
                        jar.toString());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ChildSpec spec =
                new ChildSpec(
                        "checkout-second",
                        command,
                        variables,
                        log.resolveSibling("second"),
                        log,
                        () -> isReady(address));
        Child process = new Child(spec, RestartPolicy.STANDARD, timer, new Quiet());
        Replica replica = new Replica(process, address, timer);
        process.start();
        process.awaitReady(TIMEOUT);
        return replica;
    }

    private static boolean isReady(URI address) {
        try {
            return Http.get(address, "/q/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What becomes of it is seen by its answers. */
    private static final class Quiet implements ChildListener {
        @Override
        public void ready(String name, Duration after) {}

        @Override
        public void crashed(String name, int exitCode, Duration restartIn) {}
    }

    @Override
    public void close() {
        process.stop(TIMEOUT);
        timer.shutdownNow();
    }
}
