package org.acme.breaker.retry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.acme.breaker.NotRecorded;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.internal.Fields;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: decides whether there is a next one. Used by one thread at a time. If a
 * user's strategy throws, that is logged and there is no further attempt: the result of the last
 * one stands.
 */
final class Attempts {

    private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();
    private static final VarHandle DECIDED =
            Fields.handle(MethodHandles.lookup(), "decided", boolean.class);

    private final Retry retry;

    /** The settings at the start of the call: a change counts for later calls only. */
    private final RetryConfig config;

    private final Deadline deadline;
    private final long start;

    /** Whether a retry was decided and withdrawn from the budget, and has not begun. */
    private volatile boolean decided;

    private int retries;
    private long waitNanos;
    private RetryOutcome last = RetryOutcome.RETRIED;

    /** The failure of the last attempt that was really made; attached to later rejections. */
    private @Nullable Throwable lastFailure;

    Attempts(Retry retry, Deadline deadline) {
        this.retry = retry;
        this.config = retry.config();
        this.deadline = deadline;
        this.start = retry.now();
        RetryBudget budget = config.budget();
        if (budget != null) {
            budget.deposit();
        }
    }

    boolean isRetryable(@Nullable Object result) {
        Predicate<@Nullable Object> retryOnResult = config.retryOnResult();
        try {
            return retryOnResult != null && retryOnResult.test(result);
        } catch (Throwable strategyFailed) {
            retry.logAndContinue(strategyFailed);
            return false;
        }
    }

    /** Decides about the next attempt after {@code thrown}, or after an unwanted result. */
    RetryOutcome next(@Nullable Object result, @Nullable Throwable thrown) {
        waitNanos = 0;
        Throwable judged = thrown == null ? null : Failures.unwrap(thrown);
        RetryOutcome next = guarded(result, judged);
        if (judged != null) {
            remember(judged);
        }
        return next;
    }

    /** Ends the retries because the thread was interrupted. */
    RetryOutcome interrupted(@Nullable Throwable thrown) {
        if (thrown != null) {
            remember(Failures.unwrap(thrown));
        }
        return RetryOutcome.INTERRUPTED;
    }

    private RetryOutcome guarded(@Nullable Object result, @Nullable Throwable judged) {
        try {
            return decide(result, judged);
        } catch (Throwable strategyFailed) {
            retry.logAndContinue(strategyFailed);
            return RetryOutcome.NOT_RETRYABLE;
        }
    }

    /**
     * Attaches the failure of the attempt before, which this one would hide. A failure object that
     * is thrown again by each attempt is not attached to itself.
     */
    private void remember(Throwable judged) {
        if (judged != lastFailure) {
            Failures.attach(judged, lastFailure);
        }
        if (!NotRecorded.holdsFor(judged) && !(judged instanceof InterruptedException)) {
            lastFailure = judged;
        }
    }

    private RetryOutcome decide(@Nullable Object result, @Nullable Throwable judged) {
        if (judged instanceof InterruptedException) {
            return RetryOutcome.INTERRUPTED;
        }
        if (judged != null && RetryConfig.isForbidden(judged)) {
            return RetryOutcome.NOT_PERMITTED;
        }
        if (judged != null && !config.retryOn().test(judged)) {
            return NotRecorded.holdsFor(judged)
                    ? RetryOutcome.NOT_PERMITTED
                    : RetryOutcome.NOT_RETRYABLE;
        }
        if (config.maxAttempts() != RetryConfig.ENDLESS && retries + 1 >= config.maxAttempts()) {
            return RetryOutcome.EXHAUSTED;
        }
        StopCondition stop = config.stopCondition();
        if (stop != null && stop.stops(retries + 1, Duration.ofNanos(elapsedNanos()), judged)) {
            return RetryOutcome.EXHAUSTED;
        }
        long remaining = remainingNanos();
        long wait = waitBefore(retries + 1, result, judged, remaining);
        if (wait >= remaining) {
            return RetryOutcome.OUT_OF_TIME;
        }
        if (config.budget() != null && !config.budget().tryWithdraw()) {
            return RetryOutcome.OUT_OF_BUDGET;
        }
        retries = Math.min(retries + 1, RetryConfig.ENDLESS - 1);
        waitNanos = wait;
        decided = true;
        return RetryOutcome.RETRIED;
    }

    /** Begins the decided retry; {@code false} if it was withdrawn meanwhile. */
    boolean begins() {
        return DECIDED.compareAndSet(this, true, false);
    }

    /** Withdraws the decided retry, if there is one, and returns its share to the budget. */
    void withdraw() {
        if (DECIDED.compareAndSet(this, true, false) && config.budget() != null) {
            config.budget().giveBack();
        }
    }

    private long waitBefore(
            int number, @Nullable Object result, @Nullable Throwable judged, long remaining) {
        Duration asked =
                judged == null
                        ? config.retryAfterResult().apply(result)
                        : config.retryAfter().apply(judged);
        long backoff = Math.max(0, config.backoff().nanosBefore(number));
        if (asked == null || asked.isNegative()) {
            return backoff;
        }
        boolean endless = asked.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0;
        return endless ? Long.MAX_VALUE : Math.max(backoff, spread(asked.toNanos(), remaining));
    }

    /**
     * Returns up to a tenth more than was asked for, so that clients with the same answer don't
     * come back at the same moment; but at most half of the time that remains after it.
     */
    private static long spread(long asked, long remaining) {
        long most = Math.min(asked / 10, Math.max(0, (remaining - asked) / 2));
        return asked + (most == 0 ? 0 : ThreadLocalRandom.current().nextLong(most));
    }

    private long remainingNanos() {
        return Math.min(config.maxDuration().toNanos() - elapsedNanos(), deadline.remainingNanos());
    }

    private long elapsedNanos() {
        return Math.max(0, retry.now() - start);
    }

    /** Tells what came of the attempt that has ended. */
    void tell(RetryOutcome outcome, @Nullable Throwable thrown) {
        last = outcome;
        int ended = outcome == RetryOutcome.RETRIED ? retries : retries + 1;
        retry.tell(outcome, ended, thrown, outcome == RetryOutcome.RETRIED ? waitNanos : 0);
    }

    int retries() {
        return retries;
    }

    /** Returns the failure that stands for an unwanted result; {@code null}: the result stands. */
    @Nullable RuntimeException failureFor(@Nullable Object result) {
        return config.failsOnUnwantedResult()
                ? new RetriesExhaustedException(retry.name(), last, result)
                : null;
    }

    long waitNanos() {
        return waitNanos;
    }
}
