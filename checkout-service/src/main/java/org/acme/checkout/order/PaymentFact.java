package org.acme.checkout.order;

/** What is known, or owed, about the money of an order. */
public enum PaymentFact {
    /** No charge has ever left for the gateway. */
    NOT_ATTEMPTED,
    /** A charge may be at the gateway; its result isn't known. */
    PENDING,
    PAID,
    DECLINED,
    /** Oversold: what was paid must go back, and what may still arrive must be refused. */
    REFUND_OWED,
    REFUNDED,
    /** Given up: the gateway must confirm that no charge is left, nor will be accepted. */
    VOID_OWED,
    VOIDED
}
