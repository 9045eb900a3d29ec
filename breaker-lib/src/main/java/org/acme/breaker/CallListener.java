package org.acme.breaker;

/**
 * Told of every call, for metrics. Runs on the caller's thread, after the breaker has counted the
 * call: be quick, don't block. Nothing is allocated for it, and nothing at all happens where no
 * listener is registered. What it throws is logged and never reaches the caller.
 */
public interface CallListener {

    /**
     * A call that had been let through has ended.
     *
     * @param outcome how
     * @param durationNanos how long it took, never negative
     */
    default void onCall(CallOutcome outcome, long durationNanos) {}

    /**
     * A call was not permitted.
     *
     * @param reason why
     * @param enforced {@code false} in {@linkplain Mode#DRY_RUN dry-run}: it passed all the same
     */
    default void onRejected(RejectionReason reason, boolean enforced) {}
}
