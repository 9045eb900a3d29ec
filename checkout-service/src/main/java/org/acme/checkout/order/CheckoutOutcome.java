package org.acme.checkout.order;

/** The outcome of a checkout, independent of HTTP. */
public sealed interface CheckoutOutcome {

    /** Passes it to the method for its kind. */
    <R> R by(Cases<R> cases);

    /** Has one method for each kind of outcome, so that a new kind must be handled. */
    interface Cases<R> {

        R placed(Placed outcome);

        R repeated(Repeated outcome);

        R keyReused(KeyReused outcome);

        R callFailed(CallFailed outcome);
    }

    /** The order is new and is in the given state. */
    record Placed(Order order) implements CheckoutOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.placed(this);
        }
    }

    /** The same request came before; the order is in the given state by now. */
    record Repeated(Order order) implements CheckoutOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.repeated(this);
        }
    }

    /** The key belongs to another request. */
    record KeyReused(String idempotencyKey) implements CheckoutOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.keyReused(this);
        }
    }

    /**
     * A remote call failed and there was no fallback; only in the unprotected lane. The order
     * exists, and settlement will finish it.
     */
    record CallFailed(Order order, RuntimeException failure) implements CheckoutOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.callFailed(this);
        }
    }
}
