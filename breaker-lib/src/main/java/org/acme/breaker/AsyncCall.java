package org.acme.breaker;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A permit that is ended by a stage, or by the caller who doesn't want the answer any more. */
final class AsyncCall {

    private AsyncCall() {}

    static <T extends @Nullable Object> CompletableFuture<T> start(
            CircuitBreaker breaker, Supplier<? extends CompletionStage<T>> body) {
        Permit permit;
        try {
            permit = breaker.acquire();
        } catch (CallNotPermittedException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            CompletionStage<T> stage = Objects.requireNonNull(body.get(), "the stage");
            stage.whenComplete((result, thrown) -> pass(permit, answer, result, thrown));
            answer.whenComplete((result, thrown) -> abandon(permit, stage, thrown));
        } catch (Throwable thrown) {
            permit.failureUnlessEnded(thrown);
            answer.completeExceptionally(thrown);
        }
        return answer;
    }

    /** The work has ended: count first, so that whoever sees the answer sees it counted. */
    private static <T extends @Nullable Object> void pass(
            Permit permit, CompletableFuture<T> answer, T result, @Nullable Throwable thrown) {
        if (thrown == null) {
            permit.resultUnlessEnded(result);
            answer.complete(result);
        } else {
            permit.failureUnlessEnded(unwrap(thrown));
            answer.completeExceptionally(unwrap(thrown));
        }
    }

    /** The caller ended the answer before the work did. */
    private static void abandon(
            Permit permit, CompletionStage<?> stage, @Nullable Throwable thrown) {
        if (permit.isEnded()) {
            return;
        }
        if (thrown == null || thrown instanceof CancellationException) {
            permit.ignoreUnlessEnded();
        } else {
            permit.failureUnlessEnded(unwrap(thrown));
        }
        stage.toCompletableFuture().cancel(true);
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
