package org.acme.breaker;

import java.util.Locale;

/**
 * How an admitted call ended, from the breaker's point of view. Every admitted call has one outcome, so
 * that the outcomes and the rejections together are all calls that have ended.
 */
public enum CallOutcome {
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
    /** Returned after the breaker had moved on: the breaker judges nothing by it. */
    LATE_SUCCESS(false, false),
    /** Failed after the breaker had moved on: the breaker judges nothing by it. */
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

    /** The name in metrics, such as {@code slow_success}. */
    public String label() {
        return label;
    }

    /** Whether the result came after the breaker had moved on. */
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

    /** The outcome of the same call if its result comes too late; an ignored one stays ignored. */
    CallOutcome ifLate() {
        return switch (this) {
            case SUCCESS, SLOW_SUCCESS, LATE_SUCCESS -> LATE_SUCCESS;
            case FAILURE, SLOW_FAILURE, LATE_FAILURE -> LATE_FAILURE;
            case IGNORED -> IGNORED;
        };
    }
}
