package org.acme.checkout.order;

/** How a checkout ended, for the one place that turns it into HTTP. */
public sealed interface CheckoutOutcome {

    /** The order is new and stands as it says. */
    record Placed(Order order) implements CheckoutOutcome {}

    /** The same request came before; the order stands as it says by now. */
    record Repeated(Order order) implements CheckoutOutcome {}

    /** The key belongs to another request. */
    record KeyReused(String idempotencyKey) implements CheckoutOutcome {}

    /**
     * Only without protection: a remote call failed and nothing stood in for it. The order exists
     * and settlement will finish it.
     */
    record Broken(Order order, RuntimeException failure) implements CheckoutOutcome {}
}
