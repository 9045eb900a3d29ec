package org.acme.breaker.retry;

import java.time.Duration;
import java.util.function.Predicate;
import org.acme.breaker.ListenerList;
import org.acme.breaker.Ticker;
import org.acme.breaker.Uncounted;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: decides about each next one. Used by one thread at a time. What the
 * strategies of users throw is logged and ends the retries: the last attempt's end stands.
 */
final class Attempts {

    private final RetryConfig config;
    private final Ticker ticker;
    private final Deadline deadline;
    private final ListenerList<?> log;
    private final long start;
    private int retries;
    private long waitNanos;

    Attempts(RetryConfig config, Ticker ticker, Deadline deadline, ListenerList<?> log) {
        this.config = config;
        this.log = log;
        this.ticker = ticker;
        this.deadline = deadline;
        this.start = ticker.nanos();
        if (config.budget() != null) {
            config.budget().payIn();
        }
    }

    boolean isRetryable(@Nullable Object result) {
        Predicate<@Nullable Object> retryOnResult = config.retryOnResult();
        try {
            return retryOnResult != null && retryOnResult.test(result);
        } catch (Throwable strategyFailed) {
            log.complain(strategyFailed);
            return false;
        }
    }

    /** Whether there is a next attempt after {@code thrown}, or after a result not wanted. */
    RetryOutcome next(@Nullable Throwable thrown) {
        waitNanos = 0;
        try {
            return decide(thrown);
        } catch (Throwable strategyFailed) {
            log.complain(strategyFailed);
            return RetryOutcome.NOT_RETRYABLE;
        }
    }

    private RetryOutcome decide(@Nullable Throwable thrown) {
        if (thrown != null && RetryConfig.isForbidden(thrown)) {
            return RetryOutcome.NOT_PERMITTED;
        }
        if (thrown != null && !config.retryOn().test(thrown)) {
            return thrown instanceof Uncounted
                    ? RetryOutcome.NOT_PERMITTED
                    : RetryOutcome.NOT_RETRYABLE;
        }
        if (config.maxAttempts() != RetryConfig.ENDLESS && retries + 1 >= config.maxAttempts()) {
            return RetryOutcome.EXHAUSTED;
        }
        long wait = waitBefore(retries + 1, thrown);
        if (wait >= remainingNanos()) {
            return RetryOutcome.OUT_OF_TIME;
        }
        if (config.budget() != null && !config.budget().tryTake()) {
            return RetryOutcome.OUT_OF_BUDGET;
        }
        retries = Math.min(retries + 1, RetryConfig.ENDLESS - 1);
        waitNanos = wait;
        return RetryOutcome.RETRIED;
    }

    private long waitBefore(int retry, @Nullable Throwable thrown) {
        Duration asked = thrown == null ? null : config.retryAfter().apply(thrown);
        long backoff = Math.max(0, config.backoff().nanosBefore(retry));
        if (asked == null || asked.isNegative()) {
            return backoff;
        }
        boolean endless = asked.compareTo(Duration.ofDays(365)) > 0;
        return endless ? Long.MAX_VALUE : Math.max(backoff, asked.toNanos());
    }

    private long remainingNanos() {
        long elapsed = Math.max(0, ticker.nanos() - start);
        return Math.min(config.maxDuration().toNanos() - elapsed, deadline.remainingNanos());
    }

    int retries() {
        return retries;
    }

    long waitNanos() {
        return waitNanos;
    }
}
