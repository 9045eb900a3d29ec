package org.acme.breaker.timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread for all timeouts of the process. It never does more than interrupt or hand over:
 * whatever may run code of users does so in the JDK's common pool.
 */
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

    @Override
    public Pending scheduleUsersCode(Runnable task, long nanos) {
        return schedule(() -> CompletableFuture.runAsync(task), nanos);
    }
}
