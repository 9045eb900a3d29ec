package org.acme.breaker.quarkus.config;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads for the attempts of hedged blocking calls. */
final class HedgeThreads {

    private static final long IDLE_SECONDS = 30;

    private HedgeThreads() {}

    /**
     * Returns an executor with up to {@code most} daemon threads, which end when they are idle.
     * What finds none free waits: each caller waits for its attempts, so the queue is never longer
     * than a small multiple of the callers.
     */
    static Executor of(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        most,
                        most,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread =
                                    new Thread(
                                            work, "hedge-" + name + "-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            thread.setContextClassLoader(loader);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
