package org.acme.workshop.lane;

/** Counters of a lane's services since their start. */
public enum Counter {
    /** Charge requests at the gateway, with any result. */
    GATEWAY_ARRIVALS,
    /** Payments answered by a fallback. */
    PAYMENT_FALLBACKS,
    /** Answers about stock and products that came from the snapshot. */
    INVENTORY_FALLBACKS
}
