package org.acme.workshop;

/**
 * The clock of all measurements: monotonic nanoseconds from an unknown origin. Only differences of
 * readings mean anything.
 *
 * <p>It measures arrivals, users' patience and the time axis of a run. The wall clock is only
 * shown, and compared with times that services report.
 */
@FunctionalInterface
public interface Ticker {

    /** Returns the current reading, in nanoseconds. */
    long nanos();

    /** Returns the ticker that reads {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
