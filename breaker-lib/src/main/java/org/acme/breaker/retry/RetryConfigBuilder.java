package org.acme.breaker.retry;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RetryConfig}. A wrong value is refused where it is set, with an {@link
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
    @Nullable RetryBudget budget;

    RetryConfigBuilder() {}

    RetryConfigBuilder(RetryConfig c) {
        maxAttempts = c.maxAttempts();
        backoff = c.backoff();
        maxDuration = c.maxDuration();
        retryOn = c.retryOn();
        retryOnResult = c.retryOnResult();
        retryAfter = c.retryAfter();
        budget = c.budget();
    }

    /**
     * How often at most, the first attempt included; {@link RetryConfig#ENDLESS}: no limit. Default:
     * 3.
     */
    public RetryConfigBuilder maxAttempts(int value) {
        require(value >= 1, "retry.maxAttempts", "at least 1 (no retry)", value);
        maxAttempts = value;
        return this;
    }

    /** How long to wait in between. Default: 100 ms, doubled up to 2 s, with full jitter. */
    public RetryConfigBuilder backoff(Backoff value) {
        backoff = requireGiven(value, "retry.backoff", "a backoff");
        return this;
    }

    /** How long everything together may take. Default: 30 s. */
    public RetryConfigBuilder maxDuration(Duration value) {
        Durations.requirePositive("retry.maxDuration", value);
        maxDuration = value;
        return this;
    }

    /**
     * Which exceptions are tried again; asked for the cause where a future has wrapped it in a {@code
     * CompletionException} or {@code ExecutionException}. Interrupts and refusals of a breaker are
     * never tried again. Default: any exception but a refusal, an interrupt and a cancellation.
     */
    public RetryConfigBuilder retryOn(Predicate<Throwable> value) {
        retryOn = requireGiven(value, "retry.retryOn", "a predicate");
        return this;
    }

    /** Which results are tried again. Default: none. */
    public RetryConfigBuilder retryOnResult(Predicate<@Nullable Object> value) {
        retryOnResult = requireGiven(value, "retry.retryOnResult", "a predicate");
        return this;
    }

    /**
     * How long an exception asks to wait, {@code null} where it does not ask. The wait is up to a
     * tenth longer, so that callers who were told the same come back one by one; a wait that does not
     * fit into the remaining time ends the retries at once. Default: never asked.
     */
    public RetryConfigBuilder retryAfter(Function<Throwable, @Nullable Duration> value) {
        retryAfter = requireGiven(value, "retry.retryAfter", "a function");
        return this;
    }

    /** Bounds the retries of all who share {@code value}. Default: no budget. */
    public RetryConfigBuilder budget(RetryBudget value) {
        budget = requireGiven(value, "retry.budget", "a budget");
        return this;
    }

    /** The configuration. */
    public RetryConfig build() {
        return new RetryConfig(this);
    }
}
