package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the last while, in slices: a chain from the current slice back. A slice that is too
 * old isn't reset but dropped, so that a thread which still holds it does no harm.
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

    /** Number of the youngest slice that a bad call was counted in. Only grows. */
    private volatile long lastBad = NEVER;

    /** @param clock what the ticks that callers bring along were read from */
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

    /** Says the same as long as no call is counted, however many empty slices are begun. */
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

    /**
     * The slice of tick {@code now}. A thread that was held up between reading the clock and coming
     * here counts into the current one.
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
     * More than a whole window behind: either the thread was held up for as long as that, or the
     * clock has gone back. A reading that was taken after the slice's start tells the two apart.
     */
    private Slice afterALongWait() {
        Slice last = current;
        long now = clock.getAsLong();
        if (now - last.start >= -lengthNanos) {
            return advance(last, now);
        }
        // Goes on counting from the new time, so that the past is forgotten in as long as ever.
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

    /** The calls of one slice of time. */
    private static final class Slice {

        private static final VarHandle BAD =
                Fields.handle(MethodHandles.lookup(), "bad", long.class);
        private static final VarHandle BAD_CALLS =
                Fields.handle(MethodHandles.lookup(), "badCalls", long.class);

        final long number;
        final long start;
        final StripedCounter successes;
        volatile @Nullable Slice previous;

        /** Failed and slow calls: exact, shared, rarely written. */
        private volatile long bad;

        private volatile long badCalls;

        /** Of the youngest slice before this one that had calls; it may have been dropped. */
        private final long activityBefore;

        Slice(long number, long start, @Nullable Slice previous, boolean striped) {
            this.number = number;
            this.start = start;
            this.previous = previous;
            this.successes = new StripedCounter(striped);
            this.activityBefore = previous == null ? 0 : previous.activity();
        }

        /** Counts the call before its failure: no reader sees more failures than calls. */
        void addBad(boolean failed, boolean slow) {
            BAD_CALLS.getAndAdd(this, 1L);
            BAD.getAndAdd(this, Window.pack(failed, slow));
        }

        /** A call that has been counted here as slow has failed as well. */
        void addFailure() {
            BAD.getAndAdd(this, Window.pack(true, false));
        }

        /** Its number and its calls, or where it has none, those of the slice before. */
        long activity() {
            long calls = calls();
            return calls == 0 ? activityBefore : (number << 32) + calls;
        }

        /** Failures are counted after the call itself, so that no rate ever looks too high. */
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
