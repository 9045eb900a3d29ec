package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handles methods that return a {@code Future}: the call ends when the method returns, whatever
 * happens to its future.
 */
final class FutureShape implements Shape {

    @Override
    public Object answer(Supplier<? extends CompletableFuture<@Nullable Object>> start) {
        return new GuardedFuture(start.get());
    }

    @Override
    public @Nullable Runnable follow(
            @Nullable Object returned, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        end.accept(returned, null);
        return null;
    }
}
