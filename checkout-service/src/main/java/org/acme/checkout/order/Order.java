package org.acme.checkout.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as read from the database.
 *
 * @param attempts how many attempts of settlement have failed since the last change of the facts
 * @param claimed whether a request or a settlement is working on it
 * @param finalSince when it became final; nothing is owed since then
 */
public record Order(
        Purchase purchase,
        OrderProgress progress,
        int attempts,
        boolean claimed,
        @Nullable Instant finalSince) {

    public UUID id() {
        return purchase.orderId();
    }

    public OrderFacts facts() {
        return progress.facts();
    }

    public OrderStatus status() {
        return facts().status();
    }

    /** Returns the order with new facts, still claimed. */
    public Order with(OrderProgress after) {
        return new Order(purchase, after, attempts, claimed, finalSince);
    }

    /** Returns the order with new facts, no longer claimed. */
    Order unclaimedWith(OrderProgress after) {
        return new Order(purchase, after, attempts, false, finalSince);
    }
}
