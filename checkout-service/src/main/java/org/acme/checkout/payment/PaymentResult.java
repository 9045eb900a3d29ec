package org.acme.checkout.payment;

import java.util.function.Function;
import java.util.function.Supplier;

/** The gateway's answer to a charge. */
public sealed interface PaymentResult {

    /**
     * Calls the function for its kind: {@code paid} receives the charge's id, {@code declined} the
     * reason.
     */
    <R> R by(Function<String, R> paid, Function<String, R> declined, Supplier<R> voided);

    /** The gateway has charged the card. */
    record Paid(String chargeId) implements PaymentResult {
        @Override
        public <R> R by(
                Function<String, R> paid, Function<String, R> declined, Supplier<R> voided) {
            return paid.apply(chargeId);
        }
    }

    /** The card was declined for good. */
    record Declined(String reason) implements PaymentResult {
        @Override
        public <R> R by(
                Function<String, R> paid, Function<String, R> declined, Supplier<R> voided) {
            return declined.apply(reason);
        }
    }

    /** The order's charges were voided before; none will ever be accepted for it. */
    record Voided() implements PaymentResult {
        @Override
        public <R> R by(
                Function<String, R> paid, Function<String, R> declined, Supplier<R> voided) {
            return voided.get();
        }
    }
}
