package org.acme.breaker.retry;

import java.util.concurrent.TimeUnit;

/** Waits on the caller's thread; replaced in tests. */
@FunctionalInterface
public interface Pause {

    /** Waits so long. */
    void pause(long nanos) throws InterruptedException;

    /** Sleeps. */
    static Pause sleeping() {
        return TimeUnit.NANOSECONDS::sleep;
    }
}
