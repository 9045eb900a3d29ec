package org.acme.checkout.payment;

/** The result of a charge, as far as it is known. */
public sealed interface PaymentResult {

    /** The gateway has charged the card. */
    record Paid(String chargeId) implements PaymentResult {}

    /** The card was declined for good. */
    record Declined(String reason) implements PaymentResult {}

    /** The order's charges were voided before; none will ever be accepted for it. */
    record Voided() implements PaymentResult {}

    /** The result is unknown: no answer came in time. Settlement will find out. */
    record Pending(String cause) implements PaymentResult {}
}
