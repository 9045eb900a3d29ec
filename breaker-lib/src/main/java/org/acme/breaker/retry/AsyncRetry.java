package org.acme.breaker.retry;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** One asynchronous call and its attempts, each begun by the end of the one before. */
final class AsyncRetry<T extends @Nullable Object> {

    private final Retry retry;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Attempts attempts;
    private final Timer timer;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /**
     * Attempts asked for. Who finds 0 begins them, one after the other, so that stages which end at
     * once don't pile up on the stack.
     */
    private final AtomicInteger due = new AtomicInteger();

    private volatile @Nullable CompletionStage<T> running;
    private volatile Timer.@Nullable Pending waiting;

    AsyncRetry(
            Retry retry,
            Supplier<? extends CompletionStage<T>> body,
            Attempts attempts,
            Timer timer) {
        this.retry = retry;
        this.body = body;
        this.attempts = attempts;
        this.timer = timer;
    }

    CompletableFuture<T> start() {
        answer.whenComplete((result, thrown) -> abandon(thrown));
        attempt();
        return answer;
    }

    private void attempt() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        do {
            begin();
        } while (due.decrementAndGet() > 0);
    }

    private void begin() {
        if (answer.isDone()) {
            return;
        }
        CompletionStage<T> stage;
        try {
            stage = Objects.requireNonNull(body.get(), "the stage");
        } catch (Throwable thrown) {
            stage = CompletableFuture.failedFuture(thrown);
        }
        running = stage;
        if (answer.isDone()) {
            stage.toCompletableFuture().cancel(true);
        }
        stage.whenComplete(this::ended);
    }

    private void ended(T result, @Nullable Throwable thrown) {
        Throwable cause = thrown == null ? null : unwrap(thrown);
        if (cause == null && !attempts.isRetryable(result)) {
            retry.tellSuccess(attempts);
            answer.complete(result);
            return;
        }
        RetryOutcome next = attempts.next(cause);
        retry.tell(next);
        if (next == RetryOutcome.RETRIED) {
            again();
        } else if (cause == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(cause);
        }
    }

    private void again() {
        long nanos = attempts.waitNanos();
        if (nanos == 0) {
            attempt();
            return;
        }
        Timer.Pending pending = timer.scheduleUsersCode(this::attempt, nanos);
        waiting = pending;
        if (answer.isDone()) {
            pending.cancel();
        }
    }

    private void abandon(@Nullable Throwable thrown) {
        CompletionStage<T> last = running;
        if (thrown != null && last != null) {
            last.toCompletableFuture().cancel(true);
        }
        Timer.Pending pending = waiting;
        if (pending != null) {
            pending.cancel();
        }
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
