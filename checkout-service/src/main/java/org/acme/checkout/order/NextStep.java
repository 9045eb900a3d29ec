package org.acme.checkout.order;

/** The remote call that brings an unfinished order forward. */
public enum NextStep {
    RESERVE,
    CHARGE,
    VOID,
    RELEASE
}
