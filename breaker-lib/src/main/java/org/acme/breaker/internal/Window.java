package org.acme.breaker.internal;

import java.util.function.LongSupplier;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;

/**
 * Counts the latest calls. Lock-free and allocation-free for the caller; a look that is concurrent
 * with a recording may miss that recording, and never sees more failures than there were.
 */
public interface Window {

    /** An empty window as configured, which begins at tick {@code now} of {@code clock}. */
    static Window of(SlidingWindow kind, long now, LongSupplier clock) {
        if (kind instanceof SlidingWindow.LastCalls last) {
            return new CallWindow(last.size());
        }
        if (kind instanceof SlidingWindow.LastTime last) {
            return new TimeWindow(last.length().toNanos(), last.slices(), now, clock);
        }
        return new None();
    }

    /** Counts a call that returned in time. */
    void success(long now);

    /**
     * Counts a call that failed, was slow, or both.
     *
     * @return its place in the window, for {@link #alsoFailed}
     */
    long bad(long now, boolean failed, boolean slow);

    /**
     * A call that was counted as slow has failed as well. It stays one call: its place says so from now
     * on. If it has left the window, it is counted anew, slow and failed. At most once for each place.
     */
    void alsoFailed(long place, long now);

    /** Failed calls in the upper 32 bits, slow ones in the lower: one reading of both. */
    long badCalls(long now);

    /** All calls; read it after {@link #badCalls} to never see a rate that is too high. */
    long calls(long now);

    /** A number that changes whenever a call is counted, for finding out who is idle. */
    long activity();

    /** All counts at once. */
    default Counts counts(long now) {
        long bad = badCalls(now);
        return new Counts(calls(now), failures(bad), slow(bad));
    }

    /** The failed calls in a reading of {@link #badCalls}. */
    static long failures(long bad) {
        return bad >>> 32;
    }

    /** The slow calls in a reading of {@link #badCalls}. */
    static long slow(long bad) {
        return bad & 0xFFFF_FFFFL;
    }

    /** One bad call as a summand of {@link #badCalls}. */
    static long pack(boolean failed, boolean slow) {
        return (failed ? 1L << 32 : 0) + (slow ? 1 : 0);
    }

    /** Judges nothing; knows only that there were calls. */
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
    }
}
