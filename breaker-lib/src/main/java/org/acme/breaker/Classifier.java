package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Says what a call's end counts as. Called once for each call, on the thread that ended it. If it
 * throws, that is logged, and a result counts as success, an exception as failure.
 */
public interface Classifier {

    /** What a returned value counts as. */
    default Classification ofResult(@Nullable Object result) {
        return Classification.SUCCESS;
    }

    /**
     * What a thrown exception counts as. Not asked for {@link NotRecorded} exceptions, which never
     * count.
     */
    Classification ofThrowable(Throwable thrown);

    /** Whether results have to be looked at; {@code false} spares the fast path a call. */
    default boolean looksAtResults() {
        return true;
    }
}
