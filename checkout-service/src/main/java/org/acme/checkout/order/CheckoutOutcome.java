package org.acme.checkout.order;

/** The outcome of a checkout, independent of HTTP. */
public sealed interface CheckoutOutcome {

    /** The order is new and is in the given state. */
    record Placed(Order order) implements CheckoutOutcome {}

    /** The same request came before; the order is in the given state by now. */
    record Repeated(Order order) implements CheckoutOutcome {}

    /** The key belongs to another request. */
    record KeyReused(String idempotencyKey) implements CheckoutOutcome {}

    /**
     * A remote call failed and there was no fallback; only in the unprotected lane. The order
     * exists, and settlement will finish it.
     */
    record Broken(Order order, RuntimeException failure) implements CheckoutOutcome {}
}
