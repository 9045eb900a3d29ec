package org.acme.breaker.timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer of asynchronous work whose time is limited. Where time is up, the work is cancelled
 * before anybody is told: who is told may start it anew, and must find the place that it held free.
 */
final class TimedStage<T extends @Nullable Object> extends CompletableFuture<T> {

    private final CompletionStage<T> work;
    private final Supplier<RuntimeException> exceeded;

    /** Taken once, by what ends this answer first. */
    private final AtomicBoolean decided = new AtomicBoolean();

    TimedStage(CompletionStage<T> work, Supplier<RuntimeException> exceeded) {
        this.work = work;
        this.exceeded = exceeded;
    }

    CompletableFuture<T> within(Timer timer, long nanos) {
        Timer.Pending pending = timer.scheduleUsersCode(this::expire, nanos);
        work.whenComplete((result, thrown) -> pass(pending, result, thrown));
        whenComplete((result, thrown) -> abandon(pending));
        return this;
    }

    private void expire() {
        if (decided.compareAndSet(false, true)) {
            work.toCompletableFuture().cancel(true);
            completeExceptionally(exceeded.get());
        }
    }

    private void pass(Timer.Pending pending, T result, @Nullable Throwable thrown) {
        pending.cancel();
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    /** Whoever holds the answer has ended it. */
    private void abandon(Timer.Pending pending) {
        if (decided.compareAndSet(false, true)) {
            pending.cancel();
            work.toCompletableFuture().cancel(true);
        }
    }
}
