package org.acme.breaker.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the failed and slow calls among exactly the last {@code size} calls.
 *
 * <p><b>How it works.</b> Every call takes a ticket from one counter, and the window is the last
 * {@code size} tickets. A ring of at least {@code size} slots holds an entry only for bad calls
 * (failed, slow or both): the low 30 bits of the ticket and two bits for the kind. {@code totals}
 * holds both sums of the ring, failures in the upper half and slow calls in the lower. A call with
 * ticket {@code t} first evicts the entry of ticket {@code t - size}, if there is one, and
 * subtracts it from the totals. So a threshold is checked by reading two numbers, however large the
 * window is.
 *
 * <p><b>Why tickets.</b> A ring with a shared position would have to write an entry for every call.
 * Here a healthy call writes nothing but the ticket counter. It is the right window if "the last
 * 100 calls" is meant literally; {@link TimeWindow} is better for high rates, where all threads
 * would meet on the one counter.
 *
 * <p><b>Races.</b> A bad call may be suspended between taking its ticket and writing its entry,
 * until the call that should evict it has passed. Therefore it reads the ticket counter after
 * writing, and removes its own entry if its ticket has left the window. An entry is only changed by
 * compare-and-set, and the thread that wins adjusts the totals: each entry is added once and
 * subtracted once. Between the two steps another thread may subtract what has not been added yet,
 * so a sum can be negative for a moment; {@link #badCalls} reports that as zero. A reading may miss
 * recordings in progress.
 *
 * <p><b>Cost.</b> A healthy call: one atomic increment and one read, and two more atomic operations
 * if it evicts a bad one. A bad call: about three atomic operations. No allocation after
 * construction; four bytes for each slot, with {@code size} rounded up to a power of two.
 *
 * <p><b>What to keep in mind when changing it.</b> An entry is never 0, because a bad call has at
 * least one kind bit; 0 means an empty slot. Ticket numbers wrap in 30 bits: that is unambiguous as
 * long as the largest window (a million) is far smaller than 2<sup>29</sup>.
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
        // An entry may be subtracted before its writer has added it: both halves can be negative
        // then.
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

    @Override
    public long total() {
        return tickets.get();
    }

    /**
     * Whether the totals equal the sum of the ring and the ring holds only calls of the window;
     * true whenever no recording is in progress.
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

    /**
     * Removes a ticket's entry if it is there. Tries again if the entry has become failed
     * meanwhile.
     */
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

    /** Whether an entry belongs to a later ticket than this one. */
    private static boolean isYounger(int entry, long ticket) {
        return entry != 0 && (numberOf(entry) - numberOf(ticket)) << KIND_BITS > 0;
    }

    private static long weight(int entry) {
        return Window.pack((entry & FAILED) != 0, (entry & SLOW) != 0);
    }
}
