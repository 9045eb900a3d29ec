package org.acme.breaker;

import java.util.Locale;

/** Why a breaker rejected a call. */
public enum RejectionReason {
    /** The breaker is open, and its wait is not over. */
    OPEN,
    /** The breaker is half-open, and all its probes are in flight. */
    HALF_OPEN,
    /** The breaker is recovering, and this call is not in the share that is admitted. */
    RECOVERING,
    /** The breaker was forced open by hand. */
    FORCED_OPEN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name in metrics, such as {@code forced_open}. */
    public String label() {
        return label;
    }
}
