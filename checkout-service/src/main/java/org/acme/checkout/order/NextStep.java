package org.acme.checkout.order;

/** The remote call that an unfinished order needs next. */
public enum NextStep {
    RESERVE,
    CHARGE,
    VOID,
    RELEASE
}
