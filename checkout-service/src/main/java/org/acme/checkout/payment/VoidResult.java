package org.acme.checkout.payment;

/** The gateway's answer to a void: it will never charge this order again. */
public enum VoidResult {
    /** No charge had been paid. */
    VOIDED,
    /** The paid charge was refunded. */
    REFUNDED
}
