package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.microprofile.fallback.FallbackStep;
import org.acme.breaker.microprofile.guard.CallMetrics.FallbackUse;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One asynchronous call, from its start to what its caller sees. Cancelling it ends the work. */
final class Invocation extends CompletableFuture<@Nullable Object> {

    private final AsyncGuard guard;
    private final Parts parts;
    private final InvocationContext call;
    private final CallMetrics told;
    private final AtomicInteger attempts = new AtomicInteger();

    /** {@code false} once the caller has given the call up but wants its thread left alone. */
    private volatile boolean interrupts = true;

    private volatile @Nullable CompletableFuture<@Nullable Object> running;

    Invocation(AsyncGuard guard, InvocationContext call) {
        this.guard = guard;
        this.parts = guard.parts();
        this.call = call;
        this.told = guard.metrics().get();
    }

    Invocation start() {
        Retry retry = parts.retry();
        CompletableFuture<@Nullable Object> all =
                retry == null
                        ? permitted()
                        : retry.<@Nullable Object>callAsync(this::permitted, Deadline.none());
        running = all;
        all.whenComplete(this::ended);
        return this;
    }

    private CompletableFuture<@Nullable Object> permitted() {
        attempts.incrementAndGet();
        CircuitBreaker breaker = parts.breaker();
        if (breaker == null) {
            return timed();
        }
        CompletableFuture<@Nullable Object> answer =
                breaker.<@Nullable Object>callAsync(this::timed);
        Throwable atOnce = answer.isCompletedExceptionally() ? failureOf(answer) : null;
        return atOnce != null && parts.isRefusal(atOnce)
                ? CompletableFuture.failedFuture(Parts.refused(atOnce))
                : answer;
    }

    private CompletableFuture<@Nullable Object> timed() {
        Timeout timeout = parts.timeout();
        if (timeout == null) {
            return work();
        }
        long start = told.isOn() ? System.nanoTime() : 0;
        CompletableFuture<@Nullable Object> answer =
                timeout.<@Nullable Object>callAsync(this::work, Deadline.none());
        if (told.isOn()) {
            answer.whenComplete(
                    (result, thrown) ->
                            told.timed(
                                    System.nanoTime() - start, thrown instanceof TimeoutException));
        }
        return answer;
    }

    private Work work() {
        return new Work(guard, this).enter();
    }

    InvocationContext call() {
        return call;
    }

    CallMetrics told() {
        return told;
    }

    boolean interrupts() {
        return interrupts;
    }

    private void ended(@Nullable Object result, @Nullable Throwable thrown) {
        Throwable failure = unwrap(thrown);
        Retry retry = parts.retry();
        if (retry != null && told.isOn()) {
            int made = attempts.get();
            told.retried(made - 1, LazyMetrics.endOf(failure, made, retry.config()));
        }
        FallbackStep fallback = parts.fallback();
        if (failure == null || isDone() || fallback == null || !fallback.answersFor(failure)) {
            finish(
                    result,
                    failure,
                    fallback == null ? FallbackUse.NOT_DEFINED : FallbackUse.NOT_APPLIED);
        } else {
            fallBack(fallback, failure);
        }
    }

    private void fallBack(FallbackStep fallback, Throwable failure) {
        try {
            guard.helper().execute(() -> answer(fallback, failure));
        } catch (RejectedExecutionException e) {
            e.addSuppressed(failure);
            finish(null, e, FallbackUse.NOT_APPLIED);
        }
    }

    private void answer(FallbackStep fallback, Throwable failure) {
        Object answer;
        try {
            answer = fallback.answer(call, failure);
        } catch (Throwable thrown) {
            finish(null, thrown, FallbackUse.APPLIED);
            return;
        }
        guard.shape()
                .follow(answer, (result, thrown) -> finish(result, thrown, FallbackUse.APPLIED));
    }

    /** First measured: who sees the answer sees it counted. */
    private void finish(@Nullable Object result, @Nullable Throwable thrown, FallbackUse use) {
        told.called(thrown != null, use);
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        interrupts = mayInterrupt;
        boolean cancelled = super.cancel(mayInterrupt);
        CompletableFuture<@Nullable Object> work = running;
        if (cancelled && work != null) {
            work.cancel(true);
        }
        return cancelled;
    }

    private static @Nullable Throwable failureOf(CompletableFuture<@Nullable Object> failed) {
        return unwrap(failed.handle((result, thrown) -> thrown).join());
    }

    static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
