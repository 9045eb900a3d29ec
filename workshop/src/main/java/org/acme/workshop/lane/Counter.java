package org.acme.workshop.lane;

/** What the services of a lane count since they were started. */
public enum Counter {
    /** Charges asked for at the gateway, whatever became of them. */
    GATEWAY_ARRIVALS,
    /** Payments that a fallback stood in for. */
    PAYMENT_FALLBACKS,
    /** Answers about stock and products that the cache stood in for. */
    INVENTORY_FALLBACKS
}
