package org.acme.checkout.order;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps orders and their facts. What a method has written is durable when it returns, and no
 * transaction stays open while anybody calls another service. Thread-safe.
 */
public interface OrderStore {

    /** The order that was placed with this key. */
    Optional<Order> byKey(String idempotencyKey);

    /** The order with this id. */
    Optional<Order> byId(UUID orderId);

    /**
     * Writes a new order, claimed by its request: from here on nothing can lose it.
     *
     * @return the order, or nothing if the key was used in the meantime
     */
    Optional<Order> insert(Purchase purchase, OrderProgress start, Claim claim, Duration lease);

    /**
     * Writes the facts of {@code after} and keeps the claim, if the order still has this claim and the
     * facts of {@code before}.
     *
     * @return false if it does not: another claim decides about this order now
     */
    boolean saveProgress(Claim claim, Order before, OrderProgress after);

    /**
     * Writes the facts of {@code after} and gives the claim back, if the order still has this claim
     * and the facts of {@code before}. Where something is still owed, settlement comes after the pause.
     *
     * @return false if it does not: another claim decides about this order now
     */
    boolean finish(Claim claim, Order before, OrderProgress after, int attempts, Duration pause);
}
