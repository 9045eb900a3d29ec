package org.acme.breaker;

import java.util.Locale;

/** The states of a breaker: what it does with calls at the moment. */
public enum BreakerState {
    /** Calls are admitted and their outcomes recorded. */
    CLOSED(0),
    /** Calls are rejected until the wait is over. */
    OPEN(1),
    /** A few calls are admitted as probes, the others are rejected. */
    HALF_OPEN(2),
    /** Calls are rejected until someone resets or closes the breaker by hand. */
    FORCED_OPEN(3),
    /** Calls are admitted and not judged. */
    DISABLED(4),
    /** A growing share of the calls is admitted. */
    RECOVERING(5);

    private final int code;
    private final String label;

    BreakerState(int code) {
        this.code = code;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value of the state in gauges; the numbers never change. */
    public int code() {
        return code;
    }

    /** Returns the name in metrics and JSON, such as {@code half_open}. */
    public String label() {
        return label;
    }
}
