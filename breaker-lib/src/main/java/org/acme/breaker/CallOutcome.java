package org.acme.breaker;

import java.util.Locale;

/**
 * How an admitted call ended, as the breaker records it. Every admitted call has exactly one
 * outcome, so outcomes plus rejections are the number of all calls that have ended.
 */
public enum CallOutcome {
    /** The call returned, and was not slow. */
    SUCCESS(false, false),
    /** The call returned, but took at least the slow-call duration. */
    SLOW_SUCCESS(false, true),
    /** The call failed, and was not slow. */
    FAILURE(true, false),
    /** The call failed, and took at least the slow-call duration. */
    SLOW_FAILURE(true, true),
    /** The call says nothing about the dependency and is not recorded. */
    IGNORED(false, false),
    /** The call returned after its generation had ended: the breaker judges nothing by it. */
    LATE_SUCCESS(false, false),
    /** The call failed after its generation had ended: the breaker judges nothing by it. */
    LATE_FAILURE(true, false);

    private final boolean failed;
    private final boolean slow;
    private final String label;

    CallOutcome(boolean failed, boolean slow) {
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

    /** Returns the name in metrics, such as {@code slow_success}. */
    public String label() {
        return label;
    }

    /** Whether the result came after its generation had ended. */
    public boolean late() {
        return this == LATE_SUCCESS || this == LATE_FAILURE;
    }

    static CallOutcome of(Classification classification, boolean slow) {
        return switch (classification) {
            case SUCCESS -> slow ? SLOW_SUCCESS : SUCCESS;
            case FAILURE -> slow ? SLOW_FAILURE : FAILURE;
            case IGNORED -> IGNORED;
        };
    }

    /**
     * Returns the outcome of the same call if its result is late; an ignored call stays ignored.
     */
    CallOutcome ifLate() {
        return switch (this) {
            case SUCCESS, SLOW_SUCCESS, LATE_SUCCESS -> LATE_SUCCESS;
            case FAILURE, SLOW_FAILURE, LATE_FAILURE -> LATE_FAILURE;
            case IGNORED -> IGNORED;
        };
    }
}
