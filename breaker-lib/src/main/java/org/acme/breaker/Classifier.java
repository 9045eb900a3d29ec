package org.acme.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call's result or exception is a success, a failure or ignored. Called once for
 * each call, on the thread that ended it. If the classifier throws, that is logged; a result then
 * counts as a success and an exception as a failure. Must be thread-safe.
 */
public interface Classifier {

    /** Classifies a returned value; called only if {@link #looksAtResults()} is {@code true}. */
    default Classification ofResult(@Nullable Object result) {
        return Classification.SUCCESS;
    }

    /**
     * Classifies a thrown exception. Not called for {@link NotRecorded} exceptions, which are never
     * recorded.
     */
    Classification ofThrowable(Throwable thrown);

    /**
     * Returns for how long the breaker opens at once because of this failure, whatever the rates
     * are: a ban, a maintenance window, a {@code Retry-After}. Called once for each failure. If it
     * throws, or returns a time that is not above zero and at most 365 days, that is logged and
     * opens nothing.
     *
     * @param trigger the exception, without the wrappers of futures, or the result that failed
     * @return {@code null}, the default, if the rates decide
     */
    default @Nullable Duration openFor(@Nullable Object trigger) {
        return null;
    }

    /** Whether results are classified at all; {@code false} saves a call on the fast path. */
    default boolean looksAtResults() {
        return true;
    }
}
