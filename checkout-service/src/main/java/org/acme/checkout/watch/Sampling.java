package org.acme.checkout.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.acme.chassis.problem.DatabaseTrouble;
import org.acme.checkout.order.Backlog;
import org.jboss.logging.Logger;

/**
 * Looks at the database every second, on a thread of its own. Readiness, gauges and the backlog's
 * limit read what it saw last: nobody who watches ever waits for a worker or a connection.
 */
@ApplicationScoped
public class Sampling {

    private static final Logger LOG = Logger.getLogger(Sampling.class);
    private static final long EVERY_MILLIS = 1000;
    private static final Duration OUTDATED = Duration.ofSeconds(5);

    private final Backlog backlog;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread sampling = new Thread(task, "database-sampling");
                        sampling.setDaemon(true);
                        return sampling;
                    });

    /** Written by the sampling thread, read by everybody. */
    private volatile Look latest = new Look(false, System.nanoTime(), "not sampled yet");

    private record Look(boolean up, long atNanos, String words) {}

    public Sampling(Backlog backlog) {
        this.backlog = backlog;
    }

    /** The first look comes before the first request: a long backlog is no news after a restart. */
    void start(@Observes StartupEvent started) {
        sample();
        var unused =
                thread.scheduleWithFixedDelay(
                        this::sample, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    /** Whether the database answered the last look, and that look isn't long ago. */
    public boolean databaseUp() {
        Look look = latest;
        return look.up() && System.nanoTime() - look.atNanos() < OUTDATED.toNanos();
    }

    /** The last look in words. */
    public String words() {
        return latest.words();
    }

    private void sample() {
        boolean wasUp = latest.up();
        try {
            backlog.sample();
            latest = new Look(true, System.nanoTime(), "answers");
            if (!wasUp) {
                LOG.info("database responds");
            }
        } catch (RuntimeException | Error e) {
            // Whatever it was: the executor would never sample again after what it throws.
            String trouble = DatabaseTrouble.of(e);
            String words = trouble == null ? e.toString() : trouble;
            latest = new Look(false, System.nanoTime(), words);
            if (wasUp) {
                LOG.warnf("database does not respond: %s", words);
            }
        }
    }
}
