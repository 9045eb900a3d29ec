package org.acme.breaker.retry;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.NotRecorded;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What is tried again, how often and when. Immutable: every method answers a changed copy.
 *
 * @param maxAttempts how often at most, the first attempt included; {@link #ENDLESS}: no limit
 * @param backoff how long to wait in between
 * @param maxDuration for everything together
 * @param retryOn which exceptions are tried again; asked for the cause where a future has wrapped
 *     it in a {@code CompletionException} or {@code ExecutionException}; interrupts and refusals of a
 *     breaker are never tried again
 * @param retryOnResult which results are; {@code null}: none
 * @param retryAfter how long the dependency asked to wait; a wait that doesn't fit into the remaining
 *     time ends the retries at once
 * @param budget shared with others; {@code null}: none
 */
public record RetryConfig(
        int maxAttempts,
        Backoff backoff,
        Duration maxDuration,
        Predicate<Throwable> retryOn,
        @Nullable Predicate<@Nullable Object> retryOnResult,
        Function<Throwable, @Nullable Duration> retryAfter,
        @Nullable RetryBudget budget) {

    /** As {@link #maxAttempts}: without end, but for {@link #maxDuration}. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** Checks. */
    public RetryConfig {
        requireGiven(backoff, "retry.backoff", "a backoff");
        requireGiven(retryOn, "retry.retryOn", "a predicate");
        requireGiven(retryAfter, "retry.retryAfter", "a function");
        require(maxAttempts >= 1, "retry.maxAttempts", "at least 1 (no retry)", maxAttempts);
        Durations.requirePositive("retry.maxDuration", maxDuration);
    }

    /**
     * Three attempts, 100 ms backoff that doubles up to 2 s with full jitter, at most 30 s; any
     * exception but a refusal, an interrupt and a cancellation; no budget.
     */
    public static RetryConfig defaults() {
        return new RetryConfig(
                3,
                Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(2)),
                Duration.ofSeconds(30),
                RetryConfig::isWorthIt,
                null,
                thrown -> null,
                null);
    }

    private static boolean isWorthIt(Throwable thrown) {
        return thrown instanceof Exception
                && !NotRecorded.holdsFor(thrown)
                && !(thrown instanceof InterruptedException)
                && !(thrown instanceof CancellationException);
    }

    /** What is never tried again, whatever is configured: the breaker's no. */
    static boolean isForbidden(Throwable thrown) {
        return thrown instanceof CallNotPermittedException;
    }

    /** With so many attempts. */
    public RetryConfig withMaxAttempts(int value) {
        return new RetryConfig(
                value, backoff, maxDuration, retryOn, retryOnResult, retryAfter, budget);
    }

    /** With this backoff. */
    public RetryConfig withBackoff(Backoff value) {
        return new RetryConfig(
                maxAttempts, value, maxDuration, retryOn, retryOnResult, retryAfter, budget);
    }

    /** Within so long. */
    public RetryConfig withMaxDuration(Duration value) {
        return new RetryConfig(
                maxAttempts, backoff, value, retryOn, retryOnResult, retryAfter, budget);
    }

    /** Trying these exceptions again. Refusals of a breaker are never tried again. */
    public RetryConfig withRetryOn(Predicate<Throwable> value) {
        return new RetryConfig(
                maxAttempts, backoff, maxDuration, value, retryOnResult, retryAfter, budget);
    }

    /** Trying these results again. */
    public RetryConfig withRetryOnResult(Predicate<@Nullable Object> value) {
        requireGiven(value, "retry.retryOnResult", "a predicate");
        return new RetryConfig(
                maxAttempts, backoff, maxDuration, retryOn, value, retryAfter, budget);
    }

    /**
     * Waiting as long as an exception asks for, and up to a tenth of that longer, so that callers who
     * were told the same come back one by one; {@code null} where it doesn't ask.
     */
    public RetryConfig withRetryAfter(Function<Throwable, @Nullable Duration> value) {
        return new RetryConfig(
                maxAttempts, backoff, maxDuration, retryOn, retryOnResult, value, budget);
    }

    /** Within a budget. */
    public RetryConfig withBudget(RetryBudget value) {
        requireGiven(value, "retry.budget", "a budget");
        return new RetryConfig(
                maxAttempts, backoff, maxDuration, retryOn, retryOnResult, retryAfter, value);
    }
}
