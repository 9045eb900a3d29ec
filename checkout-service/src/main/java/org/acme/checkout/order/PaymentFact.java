package org.acme.checkout.order;

/** The state of an order's payment: what is known, or what is owed. */
public enum PaymentFact {
    /** No charge was ever sent to the gateway. */
    NOT_ATTEMPTED,
    /** A charge may have reached the gateway; its result is not known. */
    PENDING,
    PAID,
    DECLINED,
    /**
     * Oversold: a payment that may have been made must be refunded, and a late charge be refused.
     */
    REFUND_OWED,
    /** The payment was refunded, and no further charge will be accepted. */
    REFUNDED,
    /** Given up: the gateway must confirm that no charge remains and none will be accepted. */
    VOID_OWED,
    /** Nothing was charged, and no charge will be accepted. */
    VOIDED
}
