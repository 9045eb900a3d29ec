package org.acme.checkout.order;

import java.util.UUID;

/**
 * The right to work on orders for a while. It is the fence: what a late owner brings is not written
 * any more once somebody else has claimed the order.
 */
public record Claim(UUID id) {

    /** A right that nobody else has. */
    public static Claim create() {
        return new Claim(UUID.randomUUID());
    }
}
