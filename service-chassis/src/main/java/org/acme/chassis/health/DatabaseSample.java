package org.acme.chassis.health;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.acme.chassis.problem.DatabaseTrouble;
import org.jboss.logging.Logger;

/**
 * Checks the database every second on a separate thread. Health checks and others read the last
 * result: no reader waits for the database, a connection or a worker. A result that is older than 5
 * seconds counts as failed, so a check that hangs fails as well. Thread-safe.
 */
public final class DatabaseSample {

    private static final Logger LOG = Logger.getLogger(DatabaseSample.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration OUTDATED = Duration.ofSeconds(5);

    /** The service's check of its database; an exception means that it is not usable. */
    @FunctionalInterface
    public interface Look {
        /** Returns if the database answered. */
        void look() throws Exception;
    }

    private record Seen(boolean up, long atNanos, String words) {}

    private final Look look;
    private final LongSupplier ticker;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DatabaseSample::daemon);

    /** Written by the sampling thread, and once by the thread that starts it. */
    private volatile Seen last;

    /** Creates a sample without a check; until {@link #start()} the database counts as unusable. */
    DatabaseSample(Look look, LongSupplier ticker) {
        this.look = look;
        this.ticker = ticker;
        this.last = new Seen(false, ticker.getAsLong(), "not sampled yet");
    }

    /** Checks once on the calling thread, and then every second. */
    void start() {
        sample();
        var unused =
                thread.scheduleWithFixedDelay(
                        this::sample, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the sampling thread. */
    void stop() {
        thread.shutdownNow();
    }

    /** Whether the last check succeeded and is not outdated. */
    boolean isUp() {
        Seen seen = last;
        return seen.up() && ticker.getAsLong() - seen.atNanos() <= OUTDATED.toNanos();
    }

    /** Describes the last check in words. */
    String words() {
        return last.words();
    }

    void sample() {
        boolean wasUp = last.up();
        try {
            look.look();
            last = new Seen(true, ticker.getAsLong(), "answers");
            if (!wasUp) {
                LOG.info("database responds");
            }
        } catch (Exception | Error e) {
            // Whatever it is: the executor would not sample again after an exception.
            String trouble = DatabaseTrouble.of(e);
            String words = trouble == null ? e.toString() : trouble;
            last = new Seen(false, ticker.getAsLong(), words);
            if (wasUp) {
                LOG.warnf("database does not respond: %s", words);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "database-sample");
        thread.setDaemon(true);
        return thread;
    }
}
