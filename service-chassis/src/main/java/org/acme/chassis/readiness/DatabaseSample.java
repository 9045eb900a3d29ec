package org.acme.chassis.readiness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.acme.chassis.problem.DatabaseTrouble;
import org.jboss.logging.Logger;

/**
 * Looks at the database every second, on a thread of its own. Readiness and others read what it
 * saw last: nobody who asks waits for the database, a connection or a worker. A look that is older
 * than 5 seconds counts as a failed one, so a look that hangs is one, too. Thread-safe.
 */
public final class DatabaseSample {

    private static final Logger LOG = Logger.getLogger(DatabaseSample.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration OUTDATED = Duration.ofSeconds(5);

    /** How the service looks at its database; an exception says that it is not usable. */
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

    /** Looks nowhere before {@link #start()}; until then the database counts as unusable. */
    DatabaseSample(Look look, LongSupplier ticker) {
        this.look = look;
        this.ticker = ticker;
        this.last = new Seen(false, ticker.getAsLong(), "not sampled yet");
    }

    /** Takes the first look on the calling thread, and one every second from then on. */
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

    /** Whether the database answered the last look, and that look is not outdated. */
    boolean isUp() {
        Seen seen = last;
        return seen.up() && ticker.getAsLong() - seen.atNanos() <= OUTDATED.toNanos();
    }

    /** The last look in words. */
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
