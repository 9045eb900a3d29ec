package org.acme.breaker.retry;

import java.util.concurrent.TimeUnit;

/** Waits on the caller's thread between attempts; tests replace it. */
@FunctionalInterface
public interface Pause {

    /** Waits for {@code nanos} nanoseconds. */
    void pause(long nanos) throws InterruptedException;

    /** Returns the pause that sleeps. */
    static Pause sleeping() {
        return TimeUnit.NANOSECONDS::sleep;
    }
}
