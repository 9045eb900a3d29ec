package org.acme.checkout.order;

/** What is known, or owed, about the money of an order. */
public enum PaymentFact {
    /** No charge has ever left for the gateway. */
    NOT_ATTEMPTED,
    /** A charge may be at the gateway; its result isn't known. */
    PENDING,
    PAID,
    DECLINED,
    /** Oversold: what may have been paid must go back, and what may still arrive be refused. */
    REFUND_OWED,
    /** What had been taken went back, and nothing will be taken. */
    REFUNDED,
    /** Given up: the gateway must confirm that no charge is left, nor will be accepted. */
    VOID_OWED,
    /** Nothing was taken, nor will be. */
    VOIDED
}
