package org.acme.breaker;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A fixed number of slots for calls in flight, each with the time at which it was taken. A token
 * names a slot and the one call that holds it, so that a call whose slot was taken away can never
 * free the slot of its successor.
 */
final class LeaseTable {

    /** The result of {@link #claim} if no slot is free. */
    static final int NONE = 0;

    private static final int SLOT_BITS = 10;
    static final int LARGEST = 1 << SLOT_BITS;

    private static final int FREE = 0;
    private static final int RESERVED = -1;
    private static final int LAST_ROUND = (Integer.MAX_VALUE >>> SLOT_BITS) - 1;

    private final int size;
    private final AtomicIntegerArray tokens;
    private final AtomicIntegerArray rounds;
    private final AtomicLongArray starts;

    LeaseTable(int size) {
        this.size = size;
        this.tokens = new AtomicIntegerArray(size);
        this.rounds = new AtomicIntegerArray(size);
        this.starts = new AtomicLongArray(size);
    }

    /** Takes a slot; returns its token, which is positive, or {@link #NONE}. */
    int claim(long now) {
        int first = (int) Thread.currentThread().getId();
        for (int i = 0; i < size; i++) {
            int slot = Integer.remainderUnsigned(first + i, size);
            if (tokens.get(slot) == FREE && tokens.compareAndSet(slot, FREE, RESERVED)) {
                // While a slot is reserved, no other thread writes its start or round, and no sweep
                // looks at it.
                starts.set(slot, now);
                int round = rounds.get(slot) % LAST_ROUND + 1;
                rounds.set(slot, round);
                int token = round << SLOT_BITS | slot;
                tokens.set(slot, token);
                return token;
            }
        }
        return NONE;
    }

    /** Frees a slot; {@code false} if it had been taken away, or belongs to another table. */
    boolean release(int token) {
        int slot = token & (LARGEST - 1);
        return slot < size && tokens.compareAndSet(slot, token, FREE);
    }

    /** Frees every slot that has been held for {@code limitNanos} or longer; returns how many. */
    int sweep(Ticker ticker, long limitNanos) {
        long now = ticker.nanos();
        int swept = 0;
        for (int slot = 0; slot < size; slot++) {
            int token = overdue(slot, ticker, now, limitNanos);
            if (token != NONE && release(token)) {
                swept++;
            }
        }
        return swept;
    }

    /**
     * Returns the token of a slot that has been held for {@code limitNanos} or longer, or {@link
     * #NONE}.
     */
    int overdue(int slot, Ticker ticker, long now, long limitNanos) {
        int token = tokens.get(slot);
        return token > 0 && hasEnded(slot, ticker, now, limitNanos) ? token : NONE;
    }

    int size() {
        return size;
    }

    /**
     * Whether a lease has ended. If the clock has gone back behind the start, the lease begins
     * again. A start after {@code now} may also belong to a call that began during the sweep: only
     * a reading taken after the start distinguishes the two.
     */
    private boolean hasEnded(int slot, Ticker ticker, long now, long limitNanos) {
        long start = starts.get(slot);
        if (now - start >= 0) {
            return now - start >= limitNanos;
        }
        long afterStart = ticker.nanos();
        if (afterStart - start < 0) {
            starts.compareAndSet(slot, start, afterStart);
        }
        return false;
    }

    int taken() {
        int taken = 0;
        for (int slot = 0; slot < size; slot++) {
            taken += tokens.get(slot) == FREE ? 0 : 1;
        }
        return taken;
    }
}
