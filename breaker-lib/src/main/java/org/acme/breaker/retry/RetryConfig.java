package org.acme.breaker.retry;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.NotRecorded;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a retry. Immutable; created by {@link #builder()}, changed by {@link
 * #toBuilder()} and {@link Retry#configure}.
 *
 * <p>Defaults: three attempts; 100 ms backoff that doubles up to 2 s, with full jitter; at most 30
 * s in all; every exception except rejections, interrupts and cancellations; no budget.
 */
public final class RetryConfig {

    /** The value of {@link #maxAttempts} for no limit; {@link #maxDuration} still applies. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private final int maxAttempts;
    private final Backoff backoff;
    private final Duration maxDuration;
    private final Predicate<Throwable> retryOn;
    private final @Nullable Predicate<@Nullable Object> retryOnResult;
    private final Function<Throwable, @Nullable Duration> retryAfter;
    private final Function<@Nullable Object, @Nullable Duration> retryAfterResult;
    private final boolean failsOnUnwantedResult;
    private final @Nullable StopCondition stopCondition;
    private final @Nullable RetryBudget budget;

    RetryConfig(RetryConfigBuilder b) {
        this.maxAttempts = b.maxAttempts;
        this.backoff = b.backoff;
        this.maxDuration = b.maxDuration;
        this.retryOn = b.retryOn;
        this.retryOnResult = b.retryOnResult;
        this.retryAfter = b.retryAfter;
        this.retryAfterResult = b.retryAfterResult;
        this.failsOnUnwantedResult = b.failsOnUnwantedResult;
        this.stopCondition = b.stopCondition;
        this.budget = b.budget;
    }

    /** Returns a builder with the default settings. */
    public static RetryConfigBuilder builder() {
        return new RetryConfigBuilder();
    }

    /** Returns the default settings of a retry. */
    public static RetryConfig defaults() {
        return builder().build();
    }

    /** Returns a builder that starts with these settings. */
    public RetryConfigBuilder toBuilder() {
        return new RetryConfigBuilder(this);
    }

    static boolean isWorthIt(Throwable thrown) {
        return thrown instanceof Exception
                && !NotRecorded.holdsFor(thrown)
                && !(thrown instanceof InterruptedException)
                && !(thrown instanceof CancellationException);
    }

    /** Whether a failure is never retried, whatever the configuration: a breaker's rejection. */
    static boolean isForbidden(Throwable thrown) {
        return thrown instanceof CallNotPermittedException;
    }

    /** Returns the number of attempts, the first one included; {@link #ENDLESS} for no limit. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** Returns how long to wait between attempts. */
    public Backoff backoff() {
        return backoff;
    }

    /** Returns how long all attempts and waits together may take. */
    public Duration maxDuration() {
        return maxDuration;
    }

    /** Returns which exceptions are retried. */
    public Predicate<Throwable> retryOn() {
        return retryOn;
    }

    /** Returns which results are retried; {@code null} if none. */
    public @Nullable Predicate<@Nullable Object> retryOnResult() {
        return retryOnResult;
    }

    /** Returns the function that reads the requested wait from an exception. */
    public Function<Throwable, @Nullable Duration> retryAfter() {
        return retryAfter;
    }

    /** Returns the budget that limits retries; {@code null} if none. */
    public @Nullable RetryBudget budget() {
        return budget;
    }

    /** Returns how a result tells the wait that it asks for. */
    public Function<@Nullable Object, @Nullable Duration> retryAfterResult() {
        return retryAfterResult;
    }

    /** Returns whether a call fails if its last attempt returned a result that is repeated. */
    public boolean failsOnUnwantedResult() {
        return failsOnUnwantedResult;
    }

    /** Returns what ends the retries in addition; {@code null} if nothing does. */
    public @Nullable StopCondition stopCondition() {
        return stopCondition;
    }
}
