package org.acme.breaker.retry;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RetryConfig}. Each setter refuses a wrong value with an {@link
 * org.acme.breaker.InvalidConfigurationException} that names the setting, its value and what is
 * allowed. Not thread-safe.
 */
public final class RetryConfigBuilder {

    int maxAttempts = 3;
    Backoff backoff = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(2));
    Duration maxDuration = Duration.ofSeconds(30);
    Predicate<Throwable> retryOn = RetryConfig::isWorthIt;
    @Nullable Predicate<@Nullable Object> retryOnResult;
    Function<Throwable, @Nullable Duration> retryAfter = thrown -> null;
    Function<@Nullable Object, @Nullable Duration> retryAfterResult = result -> null;
    boolean failsOnUnwantedResult;
    @Nullable StopCondition stopCondition;
    @Nullable RetryBudget budget;

    RetryConfigBuilder() {}

    RetryConfigBuilder(RetryConfig c) {
        maxAttempts = c.maxAttempts();
        backoff = c.backoff();
        maxDuration = c.maxDuration();
        retryOn = c.retryOn();
        retryOnResult = c.retryOnResult();
        retryAfter = c.retryAfter();
        retryAfterResult = c.retryAfterResult();
        failsOnUnwantedResult = c.failsOnUnwantedResult();
        stopCondition = c.stopCondition();
        budget = c.budget();
    }

    /**
     * Sets the number of attempts, the first one included; {@link RetryConfig#ENDLESS} for no
     * limit. Default: 3.
     */
    public RetryConfigBuilder maxAttempts(int value) {
        require(value >= 1, "retry.maxAttempts", "at least 1 (no retry)", value);
        maxAttempts = value;
        return this;
    }

    /**
     * Sets how long to wait between attempts. Default: 100 ms, doubled up to 2 s, with full jitter.
     */
    public RetryConfigBuilder backoff(Backoff value) {
        backoff = requireGiven(value, "retry.backoff", "a backoff");
        return this;
    }

    /** Sets how long all attempts and waits together may take. Default: 30 s. */
    public RetryConfigBuilder maxDuration(Duration value) {
        Durations.requirePositive("retry.maxDuration", value);
        maxDuration = value;
        return this;
    }

    /**
     * Sets which exceptions are retried. If a future has wrapped an exception in a {@code
     * CompletionException} or {@code ExecutionException}, the predicate gets the cause. Interrupts
     * and rejections by a breaker are never retried. Default: every exception except rejections,
     * interrupts and cancellations.
     */
    public RetryConfigBuilder retryOn(Predicate<Throwable> value) {
        retryOn = requireGiven(value, "retry.retryOn", "a predicate");
        return this;
    }

    /** Sets which results are retried. Default: none. */
    public RetryConfigBuilder retryOnResult(Predicate<@Nullable Object> value) {
        retryOnResult = requireGiven(value, "retry.retryOnResult", "a predicate");
        return this;
    }

    /**
     * Sets the function that reads from an exception how long the dependency asked to wait; {@code
     * null} if it did not ask. The actual wait is up to a tenth longer, so that clients with the
     * same answer come back one by one; a wait that exceeds the remaining time ends the retries at
     * once. Default: never asked.
     */
    public RetryConfigBuilder retryAfter(Function<Throwable, @Nullable Duration> value) {
        retryAfter = requireGiven(value, "retry.retryAfter", "a function");
        return this;
    }

    /**
     * Sets how a result tells the wait that it asks for ({@code Retry-After} of a 429, say), {@code
     * null} if it asks for none. Otherwise as {@link #retryAfter}. Default: no result asks.
     */
    public RetryConfigBuilder retryAfterResult(
            Function<@Nullable Object, @Nullable Duration> value) {
        retryAfterResult = requireGiven(value, "retry.retryAfterResult", "a function");
        return this;
    }

    /**
     * Sets whether a call whose last attempt returned a result of {@link #retryOnResult} fails with
     * {@link RetriesExhaustedException}. Default: {@code false}, the caller gets that result.
     */
    public RetryConfigBuilder failOnUnwantedResult(boolean value) {
        failsOnUnwantedResult = value;
        return this;
    }

    /** Sets what ends the retries, in addition to attempts and duration. Default: nothing. */
    public RetryConfigBuilder stopWhen(StopCondition value) {
        stopCondition = requireGiven(value, "retry.stopWhen", "a condition");
        return this;
    }

    /** Sets the budget that limits the retries of all callers that share it. Default: no budget. */
    public RetryConfigBuilder budget(RetryBudget value) {
        budget = requireGiven(value, "retry.budget", "a budget");
        return this;
    }

    /** Builds the configuration with these settings. */
    public RetryConfig build() {
        return new RetryConfig(this);
    }
}
