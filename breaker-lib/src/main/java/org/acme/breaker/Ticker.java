package org.acme.breaker;

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

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
