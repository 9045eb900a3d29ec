package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** In which form an asynchronous method hands out its result. */
public interface Shape {

    /** Makes what the caller gets, of the call that it starts now or later. */
    Object answer(Supplier<? extends CompletableFuture<@Nullable Object>> start);

    /**
     * Waits, without holding a thread, for the end of what the method returned.
     *
     * @param end called once with the result or the exception
     * @return ends it early; {@code null} where that isn't the caller's business
     */
    @Nullable Runnable follow(
            @Nullable Object returned, BiConsumer<@Nullable Object, @Nullable Throwable> end);

    /** Whether what the method returned does nothing before it is followed. */
    default boolean isLazy() {
        return false;
    }
}
