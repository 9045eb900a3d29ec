package org.acme.breaker.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** One asynchronous call and its attempts; the end of each attempt starts the next one. */
final class AsyncRetry<T extends @Nullable Object> extends Answer<T> {

    private static final Timer.Pending NOTHING = () -> {};

    private final Retry retry;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Attempts attempts;
    private final Deadline seen;
    private final Timer timer;

    /**
     * Counts attempts to begin. The thread that finds 0 begins them, one after the other, so that
     * stages which end at once don't make the stack grow.
     */
    private final AtomicInteger due = new AtomicInteger();

    private volatile Timer.Pending waiting = NOTHING;

    /** What the attempt before threw; one attempt at a time writes it. */
    private volatile @Nullable Throwable lastThrown;

    /** @param seen the deadline that attempts see, on whichever thread they begin */
    AsyncRetry(
            Retry retry,
            Supplier<? extends CompletionStage<T>> body,
            Attempts attempts,
            Deadline seen,
            Timer timer) {
        this.retry = retry;
        this.body = body;
        this.attempts = attempts;
        this.seen = seen;
        this.timer = timer;
    }

    CompletableFuture<T> begin() {
        attempt();
        return this;
    }

    private void attempt() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        do {
            beginUnlessGivenUp();
        } while (due.decrementAndGet() > 0);
    }

    /**
     * Reports the retry when it begins, because the caller may cancel during the wait before it.
     */
    private void beginUnlessGivenUp() {
        if (isClaimed()) {
            attempts.withdraw();
            return;
        }
        if (attempts.retries() > 0) {
            if (!attempts.begins()) {
                return;
            }
            attempts.tell(RetryOutcome.RETRIED, lastThrown);
        }
        start(() -> seen.callInstead(body::get));
    }

    @Override
    protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
        if (isClaimed()) {
            return;
        }
        if (thrown == null && !attempts.isRetryable(result)) {
            retry.tellSuccess(attempts);
            finish(result, null);
            return;
        }
        RetryOutcome next = attempts.next(result, thrown);
        if (next == RetryOutcome.RETRIED) {
            lastThrown = thrown;
            again(result, thrown);
        } else {
            attempts.tell(next, thrown);
            RuntimeException failure = thrown == null ? attempts.failureFor(result) : null;
            finish(failure == null ? result : null, failure == null ? thrown : failure);
        }
    }

    private void again(@Nullable T result, @Nullable Throwable thrown) {
        long nanos = attempts.waitNanos();
        if (nanos == 0) {
            attempt();
            return;
        }
        try {
            Timer.Pending pending = timer.scheduleUsersCode(this::attempt, nanos);
            waiting = pending;
            if (isClaimed()) {
                pending.cancel();
            }
        } catch (RejectedExecutionException timerClosed) {
            finish(result, thrown);
        }
    }

    /** Returns {@code null} once an attempt was made, even if the next one is still waiting. */
    @Override
    protected @Nullable Throwable withdraw() {
        return attempts.retries() == 0 ? withdrawWork() : null;
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        waiting.cancel();
        attempts.withdraw();
    }
}
