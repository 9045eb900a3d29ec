package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The answer of an attempt with a timeout, which is measured before it completes. */
final class MeasuredTimeout extends CompletableFuture<@Nullable Object> {

    private final CompletableFuture<@Nullable Object> attempt;

    /**
     * @param start of the attempt, by {@link System#nanoTime()}
     */
    MeasuredTimeout(CompletableFuture<@Nullable Object> attempt, CallMetrics told, long start) {
        this.attempt = attempt;
        attempt.whenComplete((result, thrown) -> end(told, start, result, thrown));
    }

    private void end(
            CallMetrics told, long start, @Nullable Object result, @Nullable Throwable thrown) {
        try {
            told.timed(System.nanoTime() - start, thrown instanceof TimeoutException);
        } finally {
            if (thrown == null) {
                complete(result);
            } else {
                completeExceptionally(thrown);
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        attempt.cancel(mayInterrupt);
        return super.cancel(mayInterrupt) || isCancelled();
    }
}
