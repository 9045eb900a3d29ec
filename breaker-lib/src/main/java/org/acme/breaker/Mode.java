package org.acme.breaker;

/** Whether a breaker's refusals are carried out. */
public enum Mode {
    /** A call that isn't permitted is refused. */
    ENFORCED,
    /**
     * A call that isn't permitted is counted as one that would have been refused, and passes. Its
     * result is reported to listeners and judged by nobody. For trying thresholds on live traffic.
     */
    DRY_RUN
}
