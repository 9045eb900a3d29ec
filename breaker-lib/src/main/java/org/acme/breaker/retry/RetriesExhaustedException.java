package org.acme.breaker.retry;

import org.jspecify.annotations.Nullable;

/**
 * The last attempt's result is one that is repeated, and no further attempt is made. Thrown only
 * where {@link RetryConfigBuilder#failOnUnwantedResult} says so; otherwise the caller gets that
 * result.
 */
public final class RetriesExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String retryName;
    private final RetryOutcome outcome;
    private final transient @Nullable Object result;

    RetriesExhaustedException(String retryName, RetryOutcome outcome, @Nullable Object result) {
        super("retry '" + retryName + "' ended with an unwanted result: " + outcome.label());
        this.retryName = retryName;
        this.outcome = outcome;
        this.result = result;
    }

    /** Returns the name of the retry. */
    public String retryName() {
        return retryName;
    }

    /** Returns why there was no further attempt. */
    public RetryOutcome outcome() {
        return outcome;
    }

    /** Returns the result of the last attempt; {@code null} also after serialization. */
    public @Nullable Object result() {
        return result;
    }
}
