package org.acme.breaker;

import java.util.Locale;

/** How a call that was let through ended, from the breaker's point of view. */
public enum Outcome {
    /** Returned in time. */
    SUCCESS(false, false),
    /** Returned, but took at least the slow-call duration. */
    SLOW_SUCCESS(false, true),
    /** Failed. */
    FAILURE(true, false),
    /** Failed, and took at least the slow-call duration. */
    SLOW_FAILURE(true, true),
    /** Says nothing about the dependency; counted nowhere. */
    IGNORED(false, false),
    /** Came back after the breaker had moved on; dropped. */
    LATE(false, false);

    private final boolean failed;
    private final boolean slow;
    private final String label;

    Outcome(boolean failed, boolean slow) {
        this.failed = failed;
        this.slow = slow;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Whether the call failed. */
    public boolean failed() {
        return failed;
    }

    /** Whether the call was slow. */
    public boolean slow() {
        return slow;
    }

    /** The name in metrics, such as {@code slow_success}. */
    public String label() {
        return label;
    }

    static Outcome of(boolean failed, boolean slow) {
        if (failed) {
            return slow ? SLOW_FAILURE : FAILURE;
        }
        return slow ? SLOW_SUCCESS : SUCCESS;
    }
}
