package org.acme.launcher.play;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps the time: beats that nobody waited for are not made up for. */
final class Pulse implements AutoCloseable {

    private final Semaphore beats = new Semaphore(0);
    private final ScheduledExecutorService drum =
            Executors.newSingleThreadScheduledExecutor(Pulse::daemon);

    Pulse(Duration every) {
        drum.scheduleAtFixedRate(
                beats::release, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the next beat. */
    void next() throws InterruptedException {
        beats.drainPermits();
        beats.acquire();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "beat");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        drum.shutdownNow();
    }
}
