package org.acme.breaker.internal;

import java.util.function.LongSupplier;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;

/**
 * Counts the latest calls of a breaker. Lock-free, and without allocation for the caller. A reading
 * that is concurrent with a recording may miss it, and never shows more failures than there were.
 */
public interface Window {

    /** Creates an empty window that begins at time {@code now} of {@code clock}. */
    static Window of(SlidingWindow kind, long now, LongSupplier clock) {
        if (kind instanceof SlidingWindow.LastCalls last) {
            return new CallWindow(last.size());
        }
        if (kind instanceof SlidingWindow.LastTime last) {
            return new TimeWindow(last.length().toNanos(), last.slices(), now, clock);
        }
        return new None();
    }

    /** Counts a call that succeeded and was not slow. */
    void success(long now);

    /**
     * Counts a call that failed, was slow, or both.
     *
     * @return its place in the window, for {@link #alsoFailed}
     */
    long bad(long now, boolean failed, boolean slow);

    /**
     * Marks a call that was counted as slow as failed, too. It stays one call. If it has left the
     * window, it is counted again as slow and failed. Call it at most once for each place.
     */
    void alsoFailed(long place, long now);

    /**
     * Returns the failed calls in the upper 32 bits and the slow ones in the lower, from one
     * reading.
     */
    long badCalls(long now);

    /** Returns all calls; read it after {@link #badCalls}, so that no rate looks too high. */
    long calls(long now);

    /** Returns a number that changes whenever a call is counted; used to find idle breakers. */
    long activity();

    /** How many calls have been counted since the window began, those it has forgotten included. */
    long total();

    /** Returns all counts of the window. */
    default Counts counts(long now) {
        long bad = badCalls(now);
        return new Counts(calls(now), failures(bad), slow(bad));
    }

    /** Returns the failed calls in a reading of {@link #badCalls}. */
    static long failures(long bad) {
        return bad >>> 32;
    }

    /** Returns the slow calls in a reading of {@link #badCalls}. */
    static long slow(long bad) {
        return bad & 0xFFFF_FFFFL;
    }

    /** Packs one bad call in the form of {@link #badCalls}. */
    static long pack(boolean failed, boolean slow) {
        return (failed ? 1L << 32 : 0) + (slow ? 1 : 0);
    }

    /** A window without rates: it only knows that there were calls. */
    final class None implements Window {

        private final StripedCounter calls = new StripedCounter(false);

        @Override
        public void success(long now) {
            calls.increment();
        }

        @Override
        public long bad(long now, boolean failed, boolean slow) {
            calls.increment();
            return 0;
        }

        @Override
        public void alsoFailed(long place, long now) {}

        @Override
        public long badCalls(long now) {
            return 0;
        }

        @Override
        public long calls(long now) {
            return 0;
        }

        @Override
        public long activity() {
            return calls.sum();
        }

        @Override
        public long total() {
            return calls.sum();
        }
    }
}
