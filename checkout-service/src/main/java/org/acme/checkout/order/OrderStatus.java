package org.acme.checkout.order;

/** What a customer is told about an order; always derived from {@link OrderFacts}. */
public enum OrderStatus {
    PAYMENT_PENDING,
    CONFIRMED,
    DECLINED,
    CANCELLING,
    CANCELLED,
    FAILED
}
