package org.acme.breaker.retry;

import java.util.Locale;

/** The outcome of an attempt, for metrics. */
public enum RetryOutcome {
    /** The attempt failed, and another attempt follows after the wait. */
    RETRIED,
    /** The call succeeded after at least one retry. */
    RECOVERED,
    /** All attempts are used up. */
    EXHAUSTED,
    /** The failure isn't one that is tried again. */
    NOT_RETRYABLE,
    /** A breaker, bulkhead or rate limiter rejected the call. */
    NOT_PERMITTED,
    /** There is no time for another attempt. */
    OUT_OF_TIME,
    /** The budget is used up. */
    OUT_OF_BUDGET,
    /** The wait was interrupted. */
    INTERRUPTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name in metrics, such as {@code out_of_budget}. */
    public String label() {
        return label;
    }
}
