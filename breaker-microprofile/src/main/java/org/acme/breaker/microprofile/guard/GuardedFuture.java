package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future that the caller of a {@code Future} method receives: it waits first for the call, then
 * for the method's own future.
 */
final class GuardedFuture implements Future<@Nullable Object> {

    private final CompletableFuture<@Nullable Object> call;

    GuardedFuture(CompletableFuture<@Nullable Object> call) {
        this.call = call;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (call.cancel(mayInterrupt)) {
            return true;
        }
        Future<?> returned = returned();
        return returned != null && returned.cancel(mayInterrupt);
    }

    @Override
    public boolean isCancelled() {
        Future<?> returned = returned();
        return call.isCancelled() || (returned != null && returned.isCancelled());
    }

    @Override
    public boolean isDone() {
        Future<?> returned = returned();
        return returned == null ? call.isDone() : returned.isDone();
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        return call.get() instanceof Future<?> returned ? returned.get() : null;
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        Object result = call.get(timeout, unit);
        long left = Math.max(0, end - System.nanoTime());
        return result instanceof Future<?> returned
                ? returned.get(left, TimeUnit.NANOSECONDS)
                : null;
    }

    /** Returns the method's own future, if it exists already. */
    private @Nullable Future<?> returned() {
        boolean succeeded = call.isDone() && !call.isCompletedExceptionally();
        return succeeded && call.join() instanceof Future<?> returned ? returned : null;
    }
}
