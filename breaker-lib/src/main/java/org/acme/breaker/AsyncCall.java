package org.acme.breaker;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.Failures;
import org.jspecify.annotations.Nullable;

/** A permit that is ended by a stage, or by a caller who gives the answer up. */
final class AsyncCall<T extends @Nullable Object> extends Answer<T> {

    private final Permit permit;

    private AsyncCall(Permit permit) {
        this.permit = permit;
    }

    static <T extends @Nullable Object> CompletableFuture<T> start(
            CircuitBreaker breaker, Supplier<? extends CompletionStage<T>> body) {
        AsyncCall<T> answer;
        try {
            answer = new AsyncCall<>(breaker.acquire());
        } catch (CallNotPermittedException e) {
            return CompletableFuture.failedFuture(e);
        }
        answer.start(body);
        return answer;
    }

    @Override
    protected @Nullable Throwable withdraw() {
        return withdrawWork();
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        if (givenUp && (thrown == null || thrown instanceof CancellationException)) {
            permit.ignoreUnlessEnded();
        } else if (thrown == null) {
            permit.resultUnlessEnded(result);
        } else {
            permit.failureUnlessEnded(Failures.ofStage(thrown));
        }
    }
}
