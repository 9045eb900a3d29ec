package org.acme.checkout.order;

import java.time.Duration;
import java.util.UUID;

/**
 * The time-limited right to work on an order. It fences off late owners: once another claim exists,
 * their results are not stored.
 */
public record Claim(UUID id) {

    /**
     * The upper limit of a lease. A lease that ends too early costs a duplicate call; one that ends
     * too late delays the orders of a crashed process. A duplicate or late call is harmless:
     * reservations and charges are idempotent, and a void or release is sent only if the committed
     * facts allow no other outcome of the order.
     */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(40);

    /** The time added to the longest duration of the work. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** Returns how long to claim an order for work of at most the given duration. */
    public static Duration leaseFor(Duration work) {
        Duration lease = work.plus(MARGIN);
        return lease.compareTo(LONGEST_LEASE) < 0 ? lease : LONGEST_LEASE;
    }

    /** Creates a claim with a new id. */
    public static Claim create() {
        return new Claim(UUID.randomUUID());
    }
}
