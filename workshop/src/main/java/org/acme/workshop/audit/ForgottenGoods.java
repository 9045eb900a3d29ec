package org.acme.workshop.audit;

import java.time.Instant;

/**
 * Of the orders that were put away, those whose goods are held. With them the stock adds up even
 * when such an order comes up again. Bounded: two generations of ids, of which the older one is
 * dropped when the younger one is full. Not thread-safe.
 */
final class ForgottenGoods {

    private final int mostOfAGeneration;
    private HashedIds young = new HashedIds();
    private HashedIds old = new HashedIds();
    private Instant youngUpTo = Instant.MIN;
    private Instant oldUpTo = Instant.MIN;
    private Instant droppedUpTo = Instant.MIN;

    /**
     * @param most the most ids that are kept
     */
    ForgottenGoods(int most) {
        this.mostOfAGeneration = most / 2;
    }

    /** Keeps an order that was created at this instant. */
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

    /** Removes an order that comes up again; returns whether its goods were held. */
    boolean remove(String orderId) {
        return young.remove(orderId) || old.remove(orderId);
    }

    /** Of an order created after this instant it is certain whether its goods were held. */
    Instant droppedUpTo() {
        return droppedUpTo;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
