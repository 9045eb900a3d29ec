package org.acme.systemtest.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests to pods in turn, as the proxies of a cluster do: it follows their readiness, which
 * it probes, and sees each change some time later. A cluster is faster: there the deletion of a pod
 * already takes it out of the endpoints.
 */
final class Balancer implements AutoCloseable {

    private final Duration period;
    private final Duration timeout;
    private final int failureThreshold;
    private final Duration propagation;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(8, Balancer::daemon);
    private final Map<Pod, ScheduledFuture<?>> probes = new ConcurrentHashMap<>();
    private final Map<Pod, Integer> failures = new ConcurrentHashMap<>();
    private final List<Pod> endpoints = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Knows no pod yet.
     *
     * @param deployment whose readiness probe is used
     * @param propagation how long each change takes to arrive here
     */
    Balancer(Resource deployment, Duration propagation) {
        var probe = deployment.container().path("readinessProbe");
        this.period = Duration.ofSeconds(probe.path("periodSeconds").asLong());
        this.timeout = Duration.ofSeconds(probe.path("timeoutSeconds").asLong());
        this.failureThreshold = probe.path("failureThreshold").asInt();
        this.propagation = propagation;
    }

    /** Probes a pod from now on; it gets requests when it has been found ready. */
    void add(Pod pod) {
        failures.put(pod, failureThreshold);
        probes.put(
                pod,
                threads.scheduleAtFixedRate(
                        () -> probe(pod), 0, period.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Stops probing a pod that has ended. */
    void remove(Pod pod) {
        ScheduledFuture<?> probe = probes.remove(pod);
        if (probe != null) {
            probe.cancel(false);
        }
        endpoints.remove(pod);
    }

    private void probe(Pod pod) {
        int before = failures.getOrDefault(pod, failureThreshold);
        int now = pod.answers("/q/health/ready", timeout) ? 0 : before + 1;
        failures.put(pod, now);
        if (now == 0 && before >= failureThreshold) {
            later(() -> endpoints.add(pod));
        } else if (now == failureThreshold) {
            later(() -> endpoints.remove(pod));
        }
    }

    private void later(Runnable change) {
        var unused = threads.schedule(change, propagation.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether requests go to this pod now. */
    boolean isEndpoint(Pod pod) {
        return endpoints.contains(pod);
    }

    /** The pod whose turn it is; empty if no pod is ready. */
    Optional<Pod> next() {
        Pod[] now = endpoints.toArray(Pod[]::new);
        return now.length == 0
                ? Optional.empty()
                : Optional.of(now[Math.floorMod(turn.getAndIncrement(), now.length)]);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
