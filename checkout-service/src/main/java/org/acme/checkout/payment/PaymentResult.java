package org.acme.checkout.payment;

/** What is known about a charge after it was asked for. */
public sealed interface PaymentResult {

    /** The money is ours. */
    record Paid(String chargeId) implements PaymentResult {}

    /** The card said no, for good. */
    record Declined(String reason) implements PaymentResult {}

    /** The order's charges were voided before; no money will ever move for it. */
    record Voided() implements PaymentResult {}

    /** Nobody knows: no answer, or none that we may wait for. Settlement will find out. */
    record Pending(String cause) implements PaymentResult {}
}
