package org.acme.checkout.payment;

/** What the gateway says of an order for which it will never take money again. */
public enum VoidResult {
    /** Nothing had been taken. */
    VOIDED,
    /** What had been taken went back. */
    REFUNDED
}
