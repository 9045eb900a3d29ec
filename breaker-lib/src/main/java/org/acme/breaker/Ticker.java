package org.acme.breaker;

import java.time.Instant;
import org.acme.breaker.internal.SystemTicker;

/**
 * The clock that all decisions use: monotonic nanoseconds from an unknown origin.
 *
 * <p>Only the difference of two readings means anything ({@code nanos() - earlier}); it is right
 * even after the counter has overflowed. Implementations must be thread-safe and must not throw.
 */
@FunctionalInterface
public interface Ticker {

    /** Returns the current reading in nanoseconds; may be negative. */
    long nanos();

    /**
     * Returns the wall clock, which is printed in events and never used for a decision. It is part
     * of this interface so that a fake ticker replaces both clocks.
     */
    default Instant wallTime() {
        return Instant.now();
    }

    /** Returns the ticker that reads {@link System#nanoTime()}. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
