package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.microprofile.fallback.FallbackStep;
import org.acme.breaker.microprofile.guard.CallMetrics.FallbackUse;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous call, from its start to the result that its caller receives. Cancelling it ends
 * the work.
 */
final class Invocation extends CompletableFuture<@Nullable Object> {

    private static final FailureLog LOG = new FailureLog("cancelled work");

    private final AsyncGuard guard;
    private final Parts parts;
    private final InvocationContext call;
    private final CallMetrics told;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();

    /** The caller's deadline; attempts and timeouts may run on any thread. */
    private final Deadline until = Deadline.current();

    /** {@code false} after the caller has cancelled the call without an interrupt. */
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
                        : retry.<@Nullable Object>callAsync(this::permitted, until);
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
                timeout.<@Nullable Object>callAsync(this::work, until);
        return told.isOn() ? new MeasuredTimeout(answer, told, start) : answer;
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
        try {
            passOn(result, failure);
        } catch (Throwable alsoFailed) {
            finish(null, with(alsoFailed, failure), FallbackUse.NOT_APPLIED);
        }
    }

    private void passOn(@Nullable Object result, @Nullable Throwable failure) {
        Retry retry = parts.retry();
        if (retry != null && told.isOn()) {
            int made = attempts.get();
            told.retried(made - 1, LazyMetrics.endOf(failure, made, retry.config()));
        }
        FallbackStep fallback = parts.fallback();
        if (failure == null
                || finished.get()
                || fallback == null
                || !fallback.answersFor(failure)) {
            finish(
                    result,
                    failure,
                    fallback == null ? FallbackUse.NOT_DEFINED : FallbackUse.NOT_APPLIED);
        } else {
            guard.helper().execute(() -> answer(fallback, failure));
        }
    }

    /** If the fallback fails as well, the original failure is attached to its failure. */
    private void answer(FallbackStep fallback, Throwable failure) {
        try {
            Object answer = fallback.answer(call, failure);
            guard.shape()
                    .follow(
                            answer,
                            (result, thrown) ->
                                    finish(
                                            result,
                                            thrown == null ? null : with(thrown, failure),
                                            FallbackUse.APPLIED));
        } catch (Throwable thrown) {
            finish(null, with(thrown, failure), FallbackUse.APPLIED);
        }
    }

    private static Throwable with(Throwable thrown, @Nullable Throwable before) {
        if (before != null && before != thrown) {
            thrown.addSuppressed(before);
        }
        return thrown;
    }

    /** Ends the call once: records it first, then completes the answer. */
    private void finish(@Nullable Object result, @Nullable Throwable thrown, FallbackUse use) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        told.called(thrown != null, use);
        if (thrown == null) {
            super.complete(result);
        } else {
            super.completeExceptionally(thrown);
        }
    }

    /**
     * Ends the call with the caller's own result, as {@code orTimeout} does: the work is cancelled
     * and the call is recorded before the answer completes.
     */
    @Override
    public boolean complete(@Nullable Object value) {
        return giveUp(true) && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        return giveUp(true) && super.completeExceptionally(thrown);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (giveUp(mayInterrupt)) {
            super.cancel(mayInterrupt);
        }
        return isCancelled();
    }

    @Override
    public void obtrudeValue(@Nullable Object value) {
        giveUp(true);
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        giveUp(true);
        super.obtrudeException(thrown);
    }

    /** Goes through {@link #complete}, which the JDK's own method does not call. */
    @Override
    public CompletableFuture<@Nullable Object> completeAsync(
            Supplier<?> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> completeFrom(supplier));
        return this;
    }

    private void completeFrom(Supplier<?> supplier) {
        if (finished.get()) {
            return;
        }
        try {
            complete(supplier.get());
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
        }
    }

    /** Cancels the work and records the call, unless it has ended; returns whether it did. */
    private boolean giveUp(boolean mayInterrupt) {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        interrupts = mayInterrupt;
        CompletableFuture<@Nullable Object> work = running;
        try {
            if (work != null) {
                work.cancel(true);
            }
        } catch (Throwable thrown) {
            LOG.logAndContinue(thrown);
        }
        told.called(
                true, parts.fallback() == null ? FallbackUse.NOT_DEFINED : FallbackUse.NOT_APPLIED);
        return true;
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
