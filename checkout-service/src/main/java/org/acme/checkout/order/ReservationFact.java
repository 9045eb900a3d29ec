package org.acme.checkout.order;

/** What is known, or owed, about the stock of an order. */
public enum ReservationFact {
    /** No answer yet. Stock may be held already: a process can die between an answer and its note. */
    NONE,
    /** Promised from the catalogue snapshot; inventory must still hold it. */
    OWED,
    HELD,
    /**
     * Inventory said no, or was not asked in time. An earlier or repeated request may still arrive, so
     * inventory must confirm that nothing is held, nor will be.
     */
    REFUSING,
    /** Inventory said no, and nothing is held, nor will be. */
    REFUSED,
    /** Inventory must confirm that nothing is held, nor will be. */
    RELEASE_OWED,
    RELEASED
}
