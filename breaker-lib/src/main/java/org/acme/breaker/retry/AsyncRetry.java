package org.acme.breaker.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
    private volatile @Nullable CompletionStage<T> running;

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
        if (answer.isDone()) {
            return;
        }
        CompletionStage<T> stage;
        try {
            stage = body.get();
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
        try {
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
        } catch (RuntimeException strategyFailed) {
            answer.completeExceptionally(cause == null ? strategyFailed : cause);
        }
    }

    private void again() {
        long nanos = attempts.waitNanos();
        if (nanos == 0) {
            attempt();
        } else {
            timer.schedule(this::attempt, nanos);
        }
    }

    private void abandon(@Nullable Throwable thrown) {
        CompletionStage<T> last = running;
        if (thrown != null && last != null) {
            last.toCompletableFuture().cancel(true);
        }
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
