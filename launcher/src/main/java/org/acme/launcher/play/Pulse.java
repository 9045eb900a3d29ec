package org.acme.launcher.play;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ticks at a fixed rate; missed ticks are skipped. */
final class Pulse implements AutoCloseable {

    private final Semaphore ticks = new Semaphore(0);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Pulse::daemon);

    Pulse(Duration every) {
        timer.scheduleAtFixedRate(
                ticks::release, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the next tick. */
    void next() throws InterruptedException {
        ticks.drainPermits();
        ticks.acquire();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pulse");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
