package org.acme.breaker.retry;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.NotRecorded;
import org.jspecify.annotations.Nullable;

/**
 * What is tried again, how often and when. Immutable; made by {@link #builder()}, changed by {@link
 * #toBuilder()} and {@link Retry#configure}.
 *
 * <p>Without any setting: three attempts; 100 ms backoff that doubles up to 2 s, with full jitter; at
 * most 30 s; any exception but a refusal, an interrupt and a cancellation; no budget.
 */
public final class RetryConfig {

    /** As {@link #maxAttempts}: without end, but for {@link #maxDuration}. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private final int maxAttempts;
    private final Backoff backoff;
    private final Duration maxDuration;
    private final Predicate<Throwable> retryOn;
    private final @Nullable Predicate<@Nullable Object> retryOnResult;
    private final Function<Throwable, @Nullable Duration> retryAfter;
    private final @Nullable RetryBudget budget;

    RetryConfig(RetryConfigBuilder b) {
        this.maxAttempts = b.maxAttempts;
        this.backoff = b.backoff;
        this.maxDuration = b.maxDuration;
        this.retryOn = b.retryOn;
        this.retryOnResult = b.retryOnResult;
        this.retryAfter = b.retryAfter;
        this.budget = b.budget;
    }

    /** A builder with the defaults. */
    public static RetryConfigBuilder builder() {
        return new RetryConfigBuilder();
    }

    /** Returns the default settings of a retry. */
    public static RetryConfig defaults() {
        return builder().build();
    }

    /** A builder with these settings. */
    public RetryConfigBuilder toBuilder() {
        return new RetryConfigBuilder(this);
    }

    static boolean isWorthIt(Throwable thrown) {
        return thrown instanceof Exception
                && !NotRecorded.holdsFor(thrown)
                && !(thrown instanceof InterruptedException)
                && !(thrown instanceof CancellationException);
    }

    /** What is never tried again, whatever is configured: the breaker's no. */
    static boolean isForbidden(Throwable thrown) {
        return thrown instanceof CallNotPermittedException;
    }

    /** How often at most, the first attempt included; {@link #ENDLESS}: no limit. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** How long to wait in between. */
    public Backoff backoff() {
        return backoff;
    }

    /** How long everything together may take. */
    public Duration maxDuration() {
        return maxDuration;
    }

    /** Which exceptions are tried again. */
    public Predicate<Throwable> retryOn() {
        return retryOn;
    }

    /** Which results are tried again; {@code null}: none. */
    public @Nullable Predicate<@Nullable Object> retryOnResult() {
        return retryOnResult;
    }

    /** How long the dependency asked to wait. */
    public Function<Throwable, @Nullable Duration> retryAfter() {
        return retryAfter;
    }

    /** What bounds the retries of all who share it; {@code null}: nothing. */
    public @Nullable RetryBudget budget() {
        return budget;
    }
}
