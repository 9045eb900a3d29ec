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
 *   <li>Nothing happens before the subscription, and each subscription is a call of its own. The
 *       body is asked for a new {@code Uni} with each attempt, and each attempt is subscribed to
 *       with the Mutiny context of the caller.
 *   <li>On a Vert.x context, each attempt begins on that context and the item comes on it,
 *       whichever thread a timeout or retry ran on. If the call began on a worker thread, so do all
 *       attempts.
 *   <li>Cancelling the subscription ends the attempt and counts for nothing.
 * </ul>
 *
 * A {@code null} argument is refused at once with a {@code NullPointerException}.
 */
public final class UniCalls {

    private UniCalls() {}

    /** Makes the call through all parts. */
    public static <T> Uni<T> call(Pipeline pipeline, Supplier<Uni<T>> body) {
        Objects.requireNonNull(body, "body");
        return onContext(body, pipeline::callAsync);
    }

    /** Makes the call through all parts; where it fails, the fallback answers. */
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

    /** A Vert.x that is closed refuses the task; an answer that gets lost would be worse. */
    private static void onEventLoop(Context here, Runnable task) {
        try {
            here.runOnContext(due -> task.run());
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** Code that began on a worker thread may block: so may its later attempts. */
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

    /** An attempt that is cancelled before its turn on the context comes isn't made at all. */
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

    /** Cancelling the answer cancels the attempt, whichever of them came first. */
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
