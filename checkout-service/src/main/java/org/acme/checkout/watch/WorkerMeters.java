package org.acme.checkout.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.util.ForwardingScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.jboss.threads.EnhancedQueueExecutor;

/** Publishes how many worker threads are busy: the pool that a hanging dependency exhausts. */
@ApplicationScoped
public class WorkerMeters {

    private final MeterRegistry registry;

    public WorkerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void install(@Observes StartupEvent started) {
        EnhancedQueueExecutor workers = unwrapped(ExecutorRecorder.getCurrent());
        gauge("worker.threads.busy", "Busy worker threads", workers, WorkerMeters::busy);
        gauge(
                "worker.threads.max",
                "Maximum number of worker threads",
                workers,
                EnhancedQueueExecutor::getMaximumPoolSize);
        gauge(
                "worker.queue.size",
                "Requests queued for a worker thread",
                workers,
                EnhancedQueueExecutor::getQueueSize);
        gauge(
                "worker.queue.max",
                "Limit of requests queued for a worker thread; more are rejected",
                workers,
                EnhancedQueueExecutor::getMaximumQueueSize);
    }

    private void gauge(
            String name,
            String description,
            EnhancedQueueExecutor workers,
            ToDoubleFunction<EnhancedQueueExecutor> value) {
        Gauge.builder(name, workers, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Counts busy threads by their state, because the pool itself counts only if a system property
     * is set before it is loaded: an idle thread is parked on the pool.
     */
    private static long busy(EnhancedQueueExecutor workers) {
        return Arrays.stream(workers.getRunningThreads())
                .filter(thread -> LockSupport.getBlocker(thread) != workers)
                .count();
    }

    /** Unwraps Quarkus' pool, whose wrapper has no public accessor. */
    private static EnhancedQueueExecutor unwrapped(Executor executor) {
        try {
            Executor inner = executor;
            while (inner instanceof ForwardingScheduledExecutorService) {
                Method delegate =
                        ForwardingScheduledExecutorService.class.getDeclaredMethod("delegate");
                delegate.setAccessible(true);
                inner = (Executor) delegate.invoke(inner);
            }
            return (EnhancedQueueExecutor) inner;
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("this Quarkus wraps its worker pool differently", e);
        }
    }
}
