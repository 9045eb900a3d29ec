package org.acme.breaker;

/**
 * Hears of every call and rejection; meant for metrics.
 *
 * <p>Runs on the caller's thread, after the breaker has recorded the call: be quick and don't
 * block. The breaker allocates nothing for it, and does nothing at all if no listener is
 * registered. Exceptions are logged and never reach the caller.
 */
public interface CallListener {

    /**
     * Called when an admitted call has ended.
     *
     * @param outcome how it ended
     * @param durationNanos how long it took in nanoseconds, never negative
     */
    default void onCall(CallOutcome outcome, long durationNanos) {}

    /**
     * Called when the breaker rejects a call.
     *
     * @param reason why
     * @param enforced {@code false} in {@linkplain Mode#DRY_RUN dry-run}: the call was made
     *     nevertheless
     */
    default void onRejected(RejectionReason reason, boolean enforced) {}
}
