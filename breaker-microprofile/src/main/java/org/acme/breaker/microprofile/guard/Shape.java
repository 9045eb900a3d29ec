package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handles one return type of asynchronous methods. */
public interface Shape {

    /** Creates the object that the caller receives, from a call that starts now or later. */
    Object answer(Supplier<? extends CompletableFuture<@Nullable Object>> start);

    /**
     * Calls {@code end} when the returned object has ended, without blocking a thread.
     *
     * @param end called once with the result or the exception
     * @return ends it early; {@code null} if the caller cannot end it
     */
    @Nullable Runnable follow(
            @Nullable Object returned, BiConsumer<@Nullable Object, @Nullable Throwable> end);

    /** Whether the returned object does nothing until somebody subscribes to it. */
    default boolean isLazy() {
        return false;
    }
}
