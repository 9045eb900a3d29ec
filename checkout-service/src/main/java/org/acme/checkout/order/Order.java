package org.acme.checkout.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was read.
 *
 * @param attempts how often settlement has tried in vain since the last news
 * @param claimed whether somebody, a request or a settlement, is working on it
 * @param finalSince since when nothing is owed to anybody
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

    /** The same order, further on, and still in work. */
    public Order with(OrderProgress news) {
        return new Order(purchase, news, attempts, claimed, finalSince);
    }

    /** The same order as it was left. */
    Order leftAt(OrderProgress news) {
        return new Order(purchase, news, attempts, false, finalSince);
    }
}
