package org.acme.breaker;

/** Whether a breaker enforces its rejections or only counts them. */
public enum Mode {
    /** A call that the breaker does not admit is rejected. */
    ENFORCED,
    /**
     * A call that the breaker does not admit is counted as one that would have been rejected, and
     * is made. Listeners hear of its result, and the breaker does not judge it. Use it to try
     * thresholds on live traffic.
     */
    DRY_RUN
}
