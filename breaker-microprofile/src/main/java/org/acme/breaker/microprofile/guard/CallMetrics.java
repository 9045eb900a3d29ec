package org.acme.breaker.microprofile.guard;

/** What can be measured of the calls of one method. Nobody listens unless there is telemetry. */
public interface CallMetrics {

    /** The metrics that measure nothing. */
    CallMetrics NONE =
            new CallMetrics() {
                @Override
                public boolean isOn() {
                    return false;
                }
            };

    /** What a fallback had to do with the end of a call. */
    enum FallbackUse {
        APPLIED,
        NOT_APPLIED,
        NOT_DEFINED
    }

    /** Why there was no further attempt. */
    enum RetryEnd {
        VALUE_RETURNED,
        EXCEPTION_NOT_RETRYABLE,
        MAX_RETRIES_REACHED,
        MAX_DURATION_REACHED
    }

    /** Whether anything comes of it; {@code false} spares looking at the clock. */
    default boolean isOn() {
        return true;
    }

    /** A call has ended for its caller. */
    default void called(boolean failed, FallbackUse fallback) {}

    /** The last attempt of a call has ended. */
    default void retried(int retries, RetryEnd end) {}

    /** An attempt with a limit has ended. */
    default void timed(long nanos, boolean timedOut) {}

    /** The bulkhead let a call in, or in line. */
    default void accepted() {}

    /** The bulkhead refused a call. */
    default void refused() {}

    /** A call stands in the bulkhead's line. */
    default void waits() {}

    /** A call that stood in line begins, or has given up. */
    default void waitsNoMore() {}

    /** Records that a call begins after waiting in the queue of a bulkhead. */
    default void beginsAfter(long nanos) {}

    /** A call is inside of the bulkhead. */
    default void enters() {}

    /** Records how long a call held its place in the bulkhead. */
    default void leavesAfter(long nanos) {}
}
