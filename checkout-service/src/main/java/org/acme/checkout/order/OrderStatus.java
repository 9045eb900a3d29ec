package org.acme.checkout.order;

/** The status of an order that customers see; always derived from {@link OrderFacts}. */
public enum OrderStatus {
    PAYMENT_PENDING,
    CONFIRMED,
    DECLINED,
    CANCELLING,
    CANCELLED,
    FAILED
}
