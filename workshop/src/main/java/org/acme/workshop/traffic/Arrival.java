package org.acme.workshop.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A user who comes at a certain instant to do a certain thing; the same to both lanes.
 *
 * @param at the scheduled instant, a reading of the ticker; latency is measured from here
 * @param key the idempotency key of a checkout, null for a look-up
 */
record Arrival(
        long at,
        Operation operation,
        @Nullable String key,
        String customerId,
        String sku,
        int quantity,
        String cardToken) {

    /** The body of {@code POST /checkouts}. Every part is our own and needs no escaping. */
    String checkoutJson() {
        return "{\"customerId\":\""
                + customerId
                + "\",\"items\":[{\"sku\":\""
                + sku
                + "\",\"quantity\":"
                + quantity
                + "}],\"cardToken\":\""
                + cardToken
                + "\"}";
    }
}
