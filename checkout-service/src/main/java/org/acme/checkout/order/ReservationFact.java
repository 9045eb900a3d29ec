package org.acme.checkout.order;

/** The state of an order's stock: what is known, or what is owed. */
public enum ReservationFact {
    /**
     * There is no answer yet. Stock may be reserved already, if the process crashed before it
     * stored the answer.
     */
    NONE,
    /** Promised from the catalogue snapshot; inventory must still reserve it. */
    OWED,
    HELD,
    /**
     * Inventory refused, or was not asked in time. An earlier or repeated request may still arrive,
     * so inventory must confirm that no stock is held and none will be reserved.
     */
    REFUSING,
    /** Inventory refused, no stock is held, and none will be reserved. */
    REFUSED,
    /** Inventory must confirm that no stock is held and none will be reserved. */
    RELEASE_OWED,
    RELEASED
}
