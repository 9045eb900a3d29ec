package org.acme.breaker.chaos;

import java.util.Locale;

/** What chaos does to a call, in the order in which it is done. */
public enum Injection {
    /** Code of the experiment runs before the call. */
    BEHAVIOUR,
    /** The call begins later. */
    LATENCY,
    /** The call fails; what would have been called isn't. */
    FAULT,
    /** The call answers something else; what would have been called isn't. */
    OUTCOME;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics, such as {@code latency}. */
    public String label() {
        return label;
    }
}
