package org.acme.breaker;

import java.time.Instant;
import org.acme.breaker.internal.SystemTicker;

/**
 * The only clock that decisions are made with: monotonic nanoseconds of unknown origin.
 *
 * <p>Only differences of two readings mean anything ({@code nanos() - earlier}), which also stays
 * right when the counter overflows. Implementations must be thread-safe and must not throw.
 */
@FunctionalInterface
public interface Ticker {

    /** The current reading, in nanoseconds; may be negative. */
    long nanos();

    /**
     * The wall clock, printed in events and never decided upon. It lives here so that a fake ticker
     * replaces both halves of time at once.
     */
    default Instant wallTime() {
        return Instant.now();
    }

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
