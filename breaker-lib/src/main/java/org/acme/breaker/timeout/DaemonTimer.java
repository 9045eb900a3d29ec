package org.acme.breaker.timeout;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread for all timeouts of the process: it never does more than interrupt or complete. */
enum DaemonTimer implements Timer {
    INSTANCE;

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "breaker-timer");
                        thread.setDaemon(true);
                        return thread;
                    });

    DaemonTimer() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Pending schedule(Runnable task, long nanos) {
        Future<?> future = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
