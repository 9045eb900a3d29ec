package org.acme.systemtest.kubernetes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.acme.systemtest.TestStage;

/**
 * Three pods of a manifest, and its rollout: one new pod at a time, and an old one is asked to stop
 * when the new one has been ready for {@code minReadySeconds}. Every time is the manifest's own.
 */
final class RollingDeployment implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final Resource manifest;
    private final Balancer balancer;
    private final Path logs;
    private final Map<String, String> addresses;
    private final ExecutorService kubelet = Executors.newCachedThreadPool();
    private final List<Pod> all = new ArrayList<>();
    private final List<Pod> current = new ArrayList<>();

    /**
     * Starts its pods and waits until all get requests.
     *
     * @param addresses values of variables that differ from the manifest's: where things listen
     */
    RollingDeployment(
            Resource manifest, Balancer balancer, Path logs, Map<String, String> addresses)
            throws IOException {
        this.manifest = manifest;
        this.balancer = balancer;
        this.logs = logs;
        this.addresses = addresses;
        for (int i = 0; i < manifest.at("/spec/replicas").asInt(); i++) {
            current.add(startPod());
        }
        current.forEach(this::awaitReady);
    }

    private Pod startPod() throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (var variable : manifest.container().path("env")) {
            variables.put(variable.path("name").asText(), manifest.value(variable));
        }
        variables.putAll(addresses);
        String name = "checkout-pod-" + (all.size() + 1);
        Path program =
                TestStage.ROOT.resolve(
                        Images.module(manifest) + "/target/quarkus-app/quarkus-run.jar");
        Pod pod = new Pod(name, freePort(), program, logs.resolve(name + ".log"), variables);
        all.add(pod);
        pod.start();
        balancer.add(pod);
        return pod;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitReady(Pod pod) {
        await().atMost(START)
                .failFast(pod + " ended before it was ready: see its log", () -> !pod.isAlive())
                .until(() -> balancer.isEndpoint(pod));
    }

    /** Replaces every pod; returns how many had to be killed at the end of their grace period. */
    int rollOut() throws Exception {
        return rollOut(false);
    }

    /** As {@link #rollOut()}, and the pod that is last in turn dies in the middle. */
    int rollOutWithAKill() throws Exception {
        return rollOut(true);
    }

    private int rollOut(boolean killOne) throws Exception {
        List<Pod> old = List.copyOf(current);
        List<CompletableFuture<Boolean>> stopping = new ArrayList<>();
        for (Pod leaving : old) {
            Pod fresh = startPod();
            current.add(fresh);
            if (killOne && leaving == old.get(1)) {
                Pod victim = old.get(old.size() - 1);
                victim.kill();
                await().atMost(START).until(() -> !balancer.isEndpoint(victim));
                victim.start();
                awaitReady(victim);
            }
            awaitReady(fresh);
            Duration minReady = Duration.ofSeconds(manifest.at("/spec/minReadySeconds").asLong());
            await().pollDelay(minReady).atMost(START).until(() -> balancer.isEndpoint(fresh));
            current.remove(leaving);
            stopping.add(CompletableFuture.supplyAsync(() -> stop(leaving), kubelet));
        }
        int killed = 0;
        for (CompletableFuture<Boolean> stopped : stopping) {
            killed += stopped.get() ? 0 : 1;
        }
        return killed;
    }

    private boolean stop(Pod pod) {
        try {
            return pod.stop(ShutdownTimes.grace(manifest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            balancer.remove(pod);
        }
    }

    @Override
    public void close() {
        all.forEach(Pod::close);
        kubelet.shutdownNow();
    }
}
