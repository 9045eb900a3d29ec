package org.acme.workshop.audit;

import java.time.Instant;

/**
 * Remembers which orders that were removed from memory hold goods, so that the stock adds up even
 * if such an order appears again. Bounded: two generations of ids; the older one is dropped when
 * the younger one is full. Not thread-safe.
 */
final class ForgottenGoods {

    private final int mostOfAGeneration;
    private HashedIds young = new HashedIds();
    private HashedIds old = new HashedIds();
    private Instant youngUpTo = Instant.MIN;
    private Instant oldUpTo = Instant.MIN;
    private Instant droppedUpTo = Instant.MIN;

    /** @param most the largest number of ids kept */
    ForgottenGoods(int most) {
        this.mostOfAGeneration = most / 2;
    }

    /** Remembers an order that was created at this time. */
    void add(String orderId, Instant createdAt) {
        if (young.size() >= mostOfAGeneration) {
            droppedUpTo = old.size() == 0 ? droppedUpTo : later(droppedUpTo, oldUpTo);
            old = young;
            oldUpTo = youngUpTo;
            young = new HashedIds();
            youngUpTo = Instant.MIN;
        }
        young.add(orderId);
        youngUpTo = later(youngUpTo, createdAt);
    }

    /** Removes an order that appears again; returns whether its goods were held. */
    boolean remove(String orderId) {
        return young.remove(orderId) || old.remove(orderId);
    }

    /**
     * Returns the time after which it is known of every created order whether its goods were held.
     */
    Instant droppedUpTo() {
        return droppedUpTo;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
