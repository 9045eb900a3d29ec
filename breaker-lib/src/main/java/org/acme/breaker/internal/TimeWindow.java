package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of the last seconds, in slices of equal length.
 *
 * <p><b>How it works.</b> {@code current} points to the youngest slice, and each slice to the one
 * before it. A call is counted in the slice of its time. The first call after the end of a slice
 * appends the next one by compare-and-set; the slices that this pushes out of the window are
 * unlinked. The counts of the window are the sums over the youngest {@code slices} slices. Because
 * the youngest one is not full, the window covers between {@code length - length / slices} and
 * {@code length}.
 *
 * <p><b>Why a new object for each slice.</b> An array of counters would have to be reset when a
 * slice is used again, and a thread that is suspended between choosing a counter and adding to it
 * would add an old call to the new slice. Here it adds to an object that no reader reaches any
 * more, and that call is simply forgotten. Slices carry a number, and gaps in the traffic skip
 * numbers: after an idle hour the next call appends one slice, not thousands.
 *
 * <p><b>Cost.</b> A healthy call reads the current slice and increments its {@link StripedCounter},
 * which many threads can do without contention. The next slice starts striped if the last one was
 * contended. A threshold check after a healthy call usually reads one field: as long as the window
 * holds no bad call, {@code lastBad} shows it. Otherwise it walks over at most {@code slices}
 * slices. Each slice is one small allocation per slice length, not per call; a contended one takes
 * up to about 8 KB.
 *
 * <p><b>Order of reads.</b> A bad call is counted as a call before it is counted as bad, and
 * readers read bad calls first. So no reading shows a rate that is too high, and none opens a
 * breaker too early.
 *
 * <p><b>The clock.</b> Callers bring the time that they read before. A thread that was suspended
 * since then, for less than the length of the window, counts into the current slice. If its time is
 * further back, the clock is read again: either the thread was suspended for that long, or the
 * clock itself has gone back; then a new slice begins at the new time, and old calls leave the
 * window as fast as usual.
 */
final class TimeWindow implements Window {

    private static final VarHandle CURRENT =
            Fields.handle(MethodHandles.lookup(), "current", Slice.class);
    private static final VarHandle LAST_BAD =
            Fields.handle(MethodHandles.lookup(), "lastBad", long.class);
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long sliceNanos;
    private final long lengthNanos;
    private final int slices;
    private final LongSupplier clock;
    private volatile Slice current;

    /** Number of the youngest slice with a bad call. Never decreases. */
    private volatile long lastBad = NEVER;

    /** @param clock the clock from which callers read the times they pass in */
    TimeWindow(long lengthNanos, int slices, long now, LongSupplier clock) {
        this.clock = clock;
        this.slices = slices;
        this.lengthNanos = lengthNanos;
        this.sliceNanos = Math.max(1, lengthNanos / slices);
        this.current = new Slice(0, now, null, false);
    }

    @Override
    public void success(long now) {
        sliceAt(now).successes.increment();
    }

    @Override
    public long bad(long now, boolean failed, boolean slow) {
        Slice slice = sliceAt(now);
        slice.addBad(failed, slow);
        long last = lastBad;
        while (last < slice.number && !LAST_BAD.compareAndSet(this, last, slice.number)) {
            last = lastBad;
        }
        return slice.number;
    }

    @Override
    public void alsoFailed(long place, long now) {
        Slice youngest = sliceAt(now);
        for (Slice s = youngest; s != null && youngest.number - s.number < slices; s = s.previous) {
            if (s.number == place) {
                s.addFailure();
                return;
            }
        }
        bad(now, true, true);
    }

    @Override
    public long badCalls(long now) {
        Slice youngest = sliceAt(now);
        if (youngest.number - lastBad >= slices) {
            return 0;
        }
        long sum = 0;
        for (Slice s = youngest; s != null && youngest.number - s.number < slices; s = s.previous) {
            sum += s.bad;
        }
        return sum;
    }

    @Override
    public long calls(long now) {
        Slice youngest = sliceAt(now);
        long sum = 0;
        for (Slice s = youngest; s != null && youngest.number - s.number < slices; s = s.previous) {
            sum += s.calls();
        }
        return sum;
    }

    /** Returns the same value as long as no call is counted, even if empty slices are appended. */
    @Override
    public long activity() {
        Slice slice = current;
        Slice before = slice.previous;
        while (slice.calls() == 0 && before != null) {
            slice = before;
            before = slice.previous;
        }
        return slice.activity();
    }

    @Override
    public long total() {
        long sum = 0;
        long forgotten = 0;
        for (Slice slice = current; slice != null; slice = slice.previous) {
            sum += slice.calls();
            forgotten = slice.totalBefore;
        }
        return sum + forgotten;
    }

    /**
     * Returns the slice of time {@code now}. A thread that was suspended after reading the clock
     * counts into the current slice.
     */
    private Slice sliceAt(long now) {
        Slice slice = current;
        long offset = now - slice.start;
        if (offset < sliceNanos && offset >= -lengthNanos) {
            return slice;
        }
        return offset > 0 ? advance(slice, now) : afterALongWait();
    }

    private Slice advance(Slice seen, long now) {
        Slice last = seen;
        long offset = now - last.start;
        while (offset >= sliceNanos) {
            Slice next = after(last, offset / sliceNanos);
            if (replace(last, next)) {
                return next;
            }
            last = current;
            offset = now - last.start;
        }
        return last;
    }

    /**
     * Handles a time that lies more than a window in the past: either the thread was suspended for
     * that long, or the clock has gone back. A reading taken after the slice's start distinguishes
     * the two.
     */
    private Slice afterALongWait() {
        Slice last = current;
        long now = clock.getAsLong();
        if (now - last.start >= -lengthNanos) {
            return advance(last, now);
        }
        // Continues from the new time, so that old calls leave the window as fast as usual.
        Slice next = new Slice(last.number + 1, now, last, last.successes.isStriped());
        return replace(last, next) ? next : current;
    }

    private boolean replace(Slice last, Slice next) {
        boolean won = CURRENT.compareAndSet(this, last, next);
        if (won) {
            next.dropOlderThan(next.number - slices);
        }
        return won;
    }

    private Slice after(Slice last, long steps) {
        long start = last.start + steps * sliceNanos;
        return new Slice(last.number + steps, start, last, last.successes.isStriped());
    }

    /** The counts of one slice. */
    private static final class Slice {

        private static final VarHandle BAD =
                Fields.handle(MethodHandles.lookup(), "bad", long.class);
        private static final VarHandle BAD_CALLS =
                Fields.handle(MethodHandles.lookup(), "badCalls", long.class);

        final long number;
        final long start;
        final StripedCounter successes;
        volatile @Nullable Slice previous;

        /** Failed and slow calls, packed. One shared number: bad calls are rare. */
        private volatile long bad;

        private volatile long badCalls;

        /**
         * The activity of the youngest earlier slice that had calls; that slice may have been
         * unlinked.
         */
        private final long activityBefore;

        /** What all slices before this one had counted when it began. */
        private final long totalBefore;

        Slice(long number, long start, @Nullable Slice previous, boolean striped) {
            this.number = number;
            this.start = start;
            this.previous = previous;
            this.successes = new StripedCounter(striped);
            this.activityBefore = previous == null ? 0 : previous.activity();
            this.totalBefore = previous == null ? 0 : previous.totalBefore + previous.calls();
        }

        /** Counts the call before its failure: no reader sees more failures than calls. */
        void addBad(boolean failed, boolean slow) {
            BAD_CALLS.getAndAdd(this, 1L);
            BAD.getAndAdd(this, Window.pack(failed, slow));
        }

        /** Marks a call of this slice that was counted as slow as failed, too. */
        void addFailure() {
            BAD.getAndAdd(this, Window.pack(true, false));
        }

        /**
         * Combines the slice's number and calls; without calls, returns the activity of the slice
         * before.
         */
        long activity() {
            long calls = calls();
            return calls == 0 ? activityBefore : (number << 32) + calls;
        }

        /**
         * Returns all calls of the slice. Failures are counted after the call itself, so that no
         * rate looks too high.
         */
        long calls() {
            return successes.sum() + badCalls;
        }

        void dropOlderThan(long oldest) {
            Slice slice = this;
            for (Slice before = slice.previous; before != null; before = slice.previous) {
                if (before.number <= oldest) {
                    slice.previous = null;
                    return;
                }
                slice = before;
            }
        }
    }
}
