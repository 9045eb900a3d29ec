package org.acme.breaker.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last {@code size} calls, exactly. Every call takes a ticket; the window is the last {@code
 * size} tickets. Only bad calls are written down, in a ring, under their ticket's number; the call
 * that pushes a bad one out of the window takes it off the totals. A healthy call therefore costs one
 * atomic addition and one read.
 *
 * <p>A bad call may write itself down so late that its successor has been there already; it finds out
 * by reading the tickets afterwards, and takes itself out. Whoever swaps an entry out of the ring
 * subtracts it: exactly once.
 */
final class CallWindow implements Window {

    private static final int FAILED = 1;
    private static final int SLOW = 2;
    private static final int KIND_BITS = 2;

    private final int size;
    private final int mask;
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicLong totals = new AtomicLong();
    private final AtomicIntegerArray ring;

    CallWindow(int size) {
        this.size = size;
        int capacity = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
        this.mask = capacity - 1;
        this.ring = new AtomicIntegerArray(capacity);
    }

    @Override
    public void success(long now) {
        evictBefore(tickets.getAndIncrement());
    }

    @Override
    public long bad(long now, boolean failed, boolean slow) {
        long ticket = tickets.getAndIncrement();
        evictBefore(ticket);
        int entry = entry(ticket, failed, slow);
        int slot = (int) ticket & mask;
        int before = ring.get(slot);
        while (!isYounger(before, ticket)) {
            if (ring.compareAndSet(slot, before, entry)) {
                totals.addAndGet(weight(entry) - weight(before));
                if (tickets.get() - ticket > size) {
                    remove(slot, ticket);
                }
                return ticket;
            }
            before = ring.get(slot);
        }
        return ticket;
    }

    @Override
    public void alsoFailed(long place, long now) {
        int slot = (int) place & mask;
        int entry = ring.get(slot);
        while (isOf(entry, place)) {
            if (ring.compareAndSet(slot, entry, entry | FAILED)) {
                totals.addAndGet(weight(entry | FAILED) - weight(entry));
                return;
            }
            entry = ring.get(slot);
        }
        bad(now, true, true);
    }

    @Override
    public long badCalls(long now) {
        // An entry may be taken off before its writer has added it: both halves are signed then.
        long sum = totals.get();
        int slow = (int) sum;
        int failed = (int) ((sum - slow) >> 32);
        return ((long) Math.max(0, failed) << 32) + Math.max(0, slow);
    }

    @Override
    public long calls(long now) {
        return Math.min(tickets.get(), size);
    }

    @Override
    public long activity() {
        return tickets.get();
    }

    /**
     * Whether the totals are what the ring holds, and the ring holds nothing that has left the
     * window: true whenever no recording is in progress.
     */
    boolean isConsistent() {
        long sum = 0;
        boolean onlyLastCalls = true;
        for (int slot = 0; slot <= mask; slot++) {
            int entry = ring.get(slot);
            long age = (numberOf(tickets.get()) - numberOf(entry)) & (-1 >>> KIND_BITS);
            sum += weight(entry);
            onlyLastCalls &= entry == 0 || age <= size;
        }
        return onlyLastCalls && sum == totals.get();
    }

    private void evictBefore(long ticket) {
        long evicted = ticket - size;
        remove((int) evicted & mask, evicted);
    }

    /** Takes a ticket's entry out, if it is there. Goes on if the entry is found to have failed too. */
    private void remove(int slot, long ticket) {
        int entry = ring.get(slot);
        while (isOf(entry, ticket)) {
            if (ring.compareAndSet(slot, entry, 0)) {
                totals.addAndGet(-weight(entry));
                return;
            }
            entry = ring.get(slot);
        }
    }

    private static boolean isOf(int entry, long ticket) {
        return entry != 0 && numberOf(entry) == numberOf(ticket);
    }

    private static int entry(long ticket, boolean failed, boolean slow) {
        return numberOf(ticket) << KIND_BITS | (failed ? FAILED : 0) | (slow ? SLOW : 0);
    }

    private static int numberOf(long ticket) {
        return (int) ticket << KIND_BITS >>> KIND_BITS;
    }

    private static int numberOf(int entry) {
        return entry >>> KIND_BITS;
    }

    /** Whether a slot holds a ticket that was drawn after this one. */
    private static boolean isYounger(int entry, long ticket) {
        return entry != 0 && (numberOf(entry) - numberOf(ticket)) << KIND_BITS > 0;
    }

    private static long weight(int entry) {
        return Window.pack((entry & FAILED) != 0, (entry & SLOW) != 0);
    }
}
