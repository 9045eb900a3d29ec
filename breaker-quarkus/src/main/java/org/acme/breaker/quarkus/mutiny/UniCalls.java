package org.acme.breaker.quarkus.mutiny;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Makes asynchronous calls through a pipeline:
 *
 * <pre>{@code
 * Uni<Receipt> receipt = UniCalls.call(payment, () -> client.charge(order));
 * }</pre>
 *
 * <ul>
 *   <li>Nothing happens before the subscription, and each subscription is a separate call. Each
 *       attempt calls the body for a new {@code Uni}, and subscribes to it with the Mutiny
 *       context of the caller.
 *   <li>On a Vert.x context, each attempt begins on that context and the item is emitted on it,
 *       whichever thread a timeout or retry ran on. If the call began on a worker thread, so do
 *       all attempts.
 *   <li>Cancelling the subscription ends the attempt, which is not recorded.
 * </ul>
 *
 * A {@code null} argument causes a {@code NullPointerException} at once.
 */
public final class UniCalls {

    private UniCalls() {}

    /** Returns a {@code Uni} that makes the call through all parts of the pipeline. */
    public static <T> Uni<T> call(Pipeline pipeline, Supplier<Uni<T>> body) {
        Objects.requireNonNull(body, "body");
        return onContext(body, pipeline::callAsync);
    }

    /**
     * Returns a {@code Uni} that makes the call through all parts; if it fails, the fallback
     * provides the item.
     */
    public static <T> Uni<T> call(Pipeline pipeline, Supplier<Uni<T>> body, Fallback<T> fallback) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(fallback, "fallback");
        return onContext(body, attempt -> pipeline.callAsync(attempt, fallback));
    }

    private static <T> Uni<T> onContext(
            Supplier<Uni<T>> body,
            Function<Supplier<CompletionStage<T>>, CompletableFuture<T>> pipeline) {
        return Uni.createFrom()
                .context(
                        carried -> {
                            Supplier<CompletionStage<T>> attempt =
                                    () -> body.get().subscribe().asCompletionStage(carried);
                            Context here = Vertx.currentContext();
                            if (here == null) {
                                return Uni.createFrom()
                                        .completionStage(() -> pipeline.apply(attempt));
                            }
                            Executor again =
                                    Context.isOnEventLoopThread()
                                            ? task -> onEventLoop(here, task)
                                            : task -> onWorker(here, task);
                            return Uni.createFrom()
                                    .completionStage(
                                            () -> pipeline.apply(() -> start(attempt, here, again)))
                                    .emitOn(task -> onEventLoop(here, task));
                        });
    }

    /**
     * A closed Vert.x rejects the task; the task runs here then, because a lost result would be
     * worse.
     */
    private static void onEventLoop(Context here, Runnable task) {
        try {
            here.runOnContext(due -> task.run());
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** A call that began on a worker thread may block, and so may its later attempts. */
    private static void onWorker(Context here, Runnable task) {
        try {
            here.executeBlocking(() -> run(task), false);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    private static @Nullable Object run(Runnable task) {
        task.run();
        return null;
    }

    /** Starts an attempt on the context; one that is cancelled before that is not made at all. */
    private static <T> CompletionStage<T> start(
            Supplier<CompletionStage<T>> attempt, Context here, Executor again) {
        if (Vertx.currentContext() == here) {
            return attempt.get();
        }
        Deadline until = Deadline.current();
        CompletableFuture<T> answer = new CompletableFuture<>();
        again.execute(() -> begin(answer, attempt, until));
        return answer;
    }

    /**
     * Subscribes to an attempt. Cancelling the returned stage cancels it, even if that comes first.
     */
    private static <T> void begin(
            CompletableFuture<T> answer, Supplier<CompletionStage<T>> attempt, Deadline until) {
        if (answer.isDone()) {
            return;
        }
        CompletableFuture<T> made;
        try {
            made =
                    until.<CompletionStage<T>, RuntimeException>callInstead(attempt::get)
                            .toCompletableFuture();
        } catch (Throwable thrown) {
            answer.completeExceptionally(thrown);
            return;
        }
        made.whenComplete(
                (result, thrown) -> {
                    if (thrown == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(thrown);
                    }
                });
        answer.whenComplete(
                (result, thrown) -> {
                    if (answer.isCancelled()) {
                        made.cancel(true);
                    }
                });
    }
}
