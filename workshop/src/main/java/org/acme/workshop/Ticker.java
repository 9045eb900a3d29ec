package org.acme.workshop;

/**
 * Monotonic nanoseconds of unknown origin; only differences of two readings mean anything.
 *
 * <p>Arrivals, patience and the time axis of a run are measured with it. The wall clock is read
 * only to be shown, and to compare with what services wrote down as an instant.
 */
@FunctionalInterface
public interface Ticker {

    /** The current reading, in nanoseconds. */
    long nanos();

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
