package org.acme.checkout.order;

import java.time.Duration;
import java.util.UUID;

/**
 * The right to work on orders for a while. It is the fence: what a late owner brings is not written
 * any more once somebody else has claimed the order.
 */
public record Claim(UUID id) {

    /**
     * A lease that ends too early costs a call made twice; one that ends too late leaves the orders of
     * a killed process lying. So none is longer. A call made twice, or late, is harmless: reservations
     * and charges are idempotent, and a void or release only leaves when the committed facts forbid
     * every other end of the order.
     */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(40);

    /** Added to the longest time that the work should take. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** How long to claim an order for work that takes so long at most. */
    public static Duration leaseFor(Duration work) {
        Duration lease = work.plus(MARGIN);
        return lease.compareTo(LONGEST_LEASE) < 0 ? lease : LONGEST_LEASE;
    }

    /** A right that nobody else has. */
    public static Claim create() {
        return new Claim(UUID.randomUUID());
    }
}
