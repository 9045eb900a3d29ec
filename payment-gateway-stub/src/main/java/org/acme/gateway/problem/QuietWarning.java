package org.acme.gateway.problem;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** A warning that thousands of requests may cause: said once a second, with how often it would have been said. */
final class QuietWarning {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final String what;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong lastSaid = new AtomicLong(System.nanoTime() - PAUSE);

    QuietWarning(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    void say(String why) {
        unsaid.incrementAndGet();
        long last = lastSaid.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE && lastSaid.compareAndSet(last, now)) {
            log.warnf("%s (%d times): %s", what, unsaid.getAndSet(0), why);
        }
    }
}
