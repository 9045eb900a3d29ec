package org.acme.breaker;

import java.util.Locale;

/** What a breaker does with calls at the moment. */
public enum BreakerState {
    /** Calls pass and are counted. */
    CLOSED(0),
    /** Calls are refused until the wait is over. */
    OPEN(1),
    /** A few calls pass as probes. */
    HALF_OPEN(2),
    /** Calls are refused until somebody says otherwise. */
    FORCED_OPEN(3),
    /** Calls pass and are not judged. */
    DISABLED(4),
    /** A growing share of the calls passes. */
    RECOVERING(5);

    private final int code;
    private final String label;

    BreakerState(int code) {
        this.code = code;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** The value of the state gauge; never renumbered. */
    public int code() {
        return code;
    }

    /** The name in metrics and JSON, such as {@code half_open}. */
    public String label() {
        return label;
    }
}
