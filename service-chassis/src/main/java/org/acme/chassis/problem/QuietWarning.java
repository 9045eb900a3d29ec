package org.acme.chassis.problem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Logs a warning that thousands of requests may cause: once a second, with the number of
 * occurrences. Thread-safe.
 */
final class QuietWarning {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Logger log;
    private final LongSupplier ticker;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong lastSaid;

    QuietWarning(Logger log, LongSupplier ticker) {
        this.log = log;
        this.ticker = ticker;
        this.lastSaid = new AtomicLong(ticker.getAsLong() - PAUSE);
    }

    void say(String why) {
        unsaid.incrementAndGet();
        long last = lastSaid.get();
        long now = ticker.getAsLong();
        if (now - last >= PAUSE && lastSaid.compareAndSet(last, now)) {
            log.warnf("not served (%d times): %s", unsaid.getAndSet(0), why);
        }
    }
}
