package org.acme.workshop.traffic;

import org.jspecify.annotations.Nullable;

/**
 * The arrival of a user at a given time with a given task; the same in both lanes.
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

    /**
     * Returns the body of {@code POST /checkouts}. All parts are generated here and need no
     * escaping.
     */
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
