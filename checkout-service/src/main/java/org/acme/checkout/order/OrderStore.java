package org.acme.checkout.order;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores orders and their facts. A method's changes are durable when it returns, and no transaction
 * is open during a call to another service. Thread-safe.
 */
public interface OrderStore {

    /** Returns the order that was placed with this key. */
    Optional<Order> byKey(String idempotencyKey);

    /** Returns the order with this id. */
    Optional<Order> byId(UUID orderId);

    /**
     * Writes a new order, claimed by its request. The order cannot get lost from then on.
     *
     * @return the order; empty if the key was used in the meantime
     */
    Optional<Order> insert(Purchase purchase, OrderProgress start, Claim claim, Duration lease);

    /**
     * Writes the facts of {@code after} and keeps the claim, if the order still has this claim and
     * the facts of {@code before}.
     *
     * @return false if it does not: another claim decides about this order now
     */
    boolean saveProgress(Claim claim, Order before, OrderProgress after);

    /**
     * Writes the facts of {@code after} and releases the claim, if the order still has this claim
     * and the facts of {@code before}. If a step is still owed, settlement takes over after the
     * pause.
     *
     * @return false if it does not: another claim decides about this order now
     */
    boolean finish(Claim claim, Order before, OrderProgress after, int attempts, Duration pause);
}
