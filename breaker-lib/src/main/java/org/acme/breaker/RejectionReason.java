package org.acme.breaker;

import java.util.Locale;

/** Why a call was not let through. */
public enum RejectionReason {
    /** The breaker is open and waits. */
    OPEN,
    /** Half-open, and all probes are out. */
    HALF_OPEN,
    /** Recovering, and this call isn't in the share that passes. */
    RECOVERING,
    /** Forced open by hand. */
    FORCED_OPEN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics, such as {@code forced_open}. */
    public String label() {
        return label;
    }
}
