package org.acme.breaker;

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

    /** Whether results are classified at all; {@code false} saves a call on the fast path. */
    default boolean looksAtResults() {
        return true;
    }
}
