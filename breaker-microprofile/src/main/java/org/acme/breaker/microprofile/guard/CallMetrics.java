package org.acme.breaker.microprofile.guard;

/**
 * Receives the measurements of the calls of one method. Without telemetry, nothing receives them.
 */
public interface CallMetrics {

    /** The metrics that measure nothing. */
    CallMetrics NONE =
            new CallMetrics() {
                @Override
                public boolean isOn() {
                    return false;
                }
            };

    /** Whether a fallback was applied when a call ended. */
    enum FallbackUse {
        APPLIED,
        NOT_APPLIED,
        NOT_DEFINED
    }

    /** The reason why no further attempt was made. */
    enum RetryEnd {
        VALUE_RETURNED,
        EXCEPTION_NOT_RETRYABLE,
        MAX_RETRIES_REACHED,
        MAX_DURATION_REACHED
    }

    /** Whether measurements are used; if {@code false}, the clock is not read. */
    default boolean isOn() {
        return true;
    }

    /** Records that a call has ended for its caller. */
    default void called(boolean failed, FallbackUse fallback) {}

    /** Records that the last attempt of a call has ended. */
    default void retried(int retries, RetryEnd end) {}

    /** Records that an attempt with a timeout has ended. */
    default void timed(long nanos, boolean timedOut) {}

    /** Records that the bulkhead admitted a call or queued it. */
    default void accepted() {}

    /** Records that the bulkhead rejected a call. */
    default void refused() {}

    /** Records that a call waits in the queue of the bulkhead. */
    default void waits() {}

    /** Records that a queued call begins or has given up. */
    default void waitsNoMore() {}

    /** Records that a call begins after waiting in the queue of a bulkhead. */
    default void beginsAfter(long nanos) {}

    /** Records that a call holds a permit of the bulkhead. */
    default void enters() {}

    /** Records how long a call held its permit. */
    default void leavesAfter(long nanos) {}
}
