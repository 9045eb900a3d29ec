package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;

/**
 * Claims unfinished orders. A claim is a lease and not a lock: it is durable before the first remote
 * call, and when its owner dies it runs out. No two claims hold the same order at once. Thread-safe.
 */
public interface SettlementStore {

    /**
     * Claims orders whose next step is one of {@code steps} and is due, the longest due first.
     *
     * @param limit how many at most
     */
    List<Order> claim(Claim claim, Set<NextStep> steps, int limit, Duration lease);

    /**
     * Claims orders that have been PAYMENT_PENDING for longer than {@code age}, whatever they wait
     * for, the oldest first.
     *
     * @param limit how many at most
     */
    List<Order> claimOverdue(Claim claim, Duration age, int limit, Duration lease);

    /** Gives an order back as it was: nothing was tried, so nothing is counted. */
    void releaseClaim(Claim claim, Order order);
}
