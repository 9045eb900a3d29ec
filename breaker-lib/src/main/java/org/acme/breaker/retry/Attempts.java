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
 * The attempts of one call: decides about each next one. Used by one thread at a time. What the
 * strategies of users throw is logged and ends the retries: the last attempt's end stands.
 */
final class Attempts {

    private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();
    private static final VarHandle DECIDED =
            Fields.handle(MethodHandles.lookup(), "decided", boolean.class);

    private final Retry retry;
    private final Deadline deadline;
    private final long start;

    /** Whether a retry has been decided, and taken from the budget, that has not begun. */
    private volatile boolean decided;

    private int retries;
    private long waitNanos;

    /** Of an attempt that was really made: what a refused one stands in front of. */
    private @Nullable Throwable lastFailure;

    Attempts(Retry retry, Deadline deadline) {
        this.retry = retry;
        this.deadline = deadline;
        this.start = retry.now();
        RetryBudget budget = retry.config().budget();
        if (budget != null) {
            budget.deposit();
        }
    }

    boolean isRetryable(@Nullable Object result) {
        Predicate<@Nullable Object> retryOnResult = retry.config().retryOnResult();
        try {
            return retryOnResult != null && retryOnResult.test(result);
        } catch (Throwable strategyFailed) {
            retry.logAndContinue(strategyFailed);
            return false;
        }
    }

    /** Whether there is a next attempt after {@code thrown}, or after a result not wanted. */
    RetryOutcome next(@Nullable Throwable thrown) {
        waitNanos = 0;
        Throwable judged = thrown == null ? null : Failures.unwrap(thrown);
        RetryOutcome next = guarded(judged);
        if (judged != null) {
            remember(judged);
        }
        return next;
    }

    /** There is none, because the thread has been interrupted. */
    RetryOutcome interrupted(@Nullable Throwable thrown) {
        if (thrown != null) {
            remember(Failures.unwrap(thrown));
        }
        return RetryOutcome.INTERRUPTED;
    }

    private RetryOutcome guarded(@Nullable Throwable judged) {
        try {
            return decide(judged);
        } catch (Throwable strategyFailed) {
            retry.logAndContinue(strategyFailed);
            return RetryOutcome.NOT_RETRYABLE;
        }
    }

    /** A refusal, the deadline or an interrupt doesn't hide what the attempt before failed with. */
    private void remember(Throwable judged) {
        if (NotRecorded.holdsFor(judged) || judged instanceof InterruptedException) {
            Failures.attach(judged, lastFailure);
        } else {
            lastFailure = judged;
        }
    }

    private RetryOutcome decide(@Nullable Throwable judged) {
        RetryConfig config = retry.config();
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
        long remaining = remainingNanos();
        long wait = waitBefore(retries + 1, judged, remaining);
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

    /** The retry that was decided begins; {@code false} if it has been withdrawn meanwhile. */
    boolean begins() {
        return DECIDED.compareAndSet(this, true, false);
    }

    /** The retry that was decided, if there is one, is not made: the budget gets back its part. */
    void withdraw() {
        if (DECIDED.compareAndSet(this, true, false) && retry.config().budget() != null) {
            retry.config().budget().giveBack();
        }
    }

    private long waitBefore(int number, @Nullable Throwable judged, long remaining) {
        Duration asked = judged == null ? null : retry.config().retryAfter().apply(judged);
        long backoff = Math.max(0, retry.config().backoff().nanosBefore(number));
        if (asked == null || asked.isNegative()) {
            return backoff;
        }
        boolean endless = asked.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0;
        return endless ? Long.MAX_VALUE : Math.max(backoff, spread(asked.toNanos(), remaining));
    }

    /**
     * Up to a tenth more than was asked for, so that those who were told the same don't come back in
     * the same moment; but no more than half of the time that is left after it.
     */
    private static long spread(long asked, long remaining) {
        long most = Math.min(asked / 10, Math.max(0, (remaining - asked) / 2));
        return asked + (most == 0 ? 0 : ThreadLocalRandom.current().nextLong(most));
    }

    private long remainingNanos() {
        long elapsed = Math.max(0, retry.now() - start);
        return Math.min(
                retry.config().maxDuration().toNanos() - elapsed, deadline.remainingNanos());
    }

    int retries() {
        return retries;
    }

    long waitNanos() {
        return waitNanos;
    }
}
