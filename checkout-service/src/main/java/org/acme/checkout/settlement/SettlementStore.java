package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;

/**
 * Claims unfinished orders for settlement. A claim is a lease and not a lock: it is durable before
 * the first remote call, and it expires if its owner crashes. No two valid claims hold the same
 * order. Thread-safe.
 */
public interface SettlementStore {

    /**
     * Claims orders whose next step is one of {@code steps} and is due, those due longest first.
     *
     * @param limit the largest number of orders
     */
    List<Order> claim(Claim claim, Set<NextStep> steps, int limit, Duration lease);

    /**
     * Claims orders that have been PAYMENT_PENDING for longer than {@code age}, whatever their next
     * step, the oldest first.
     *
     * @param limit the largest number of orders
     */
    List<Order> claimOverdue(Claim claim, Duration age, int limit, Duration lease);

    /** Releases the claim of an order without counting an attempt. */
    void releaseClaim(Claim claim, Order order);
}
