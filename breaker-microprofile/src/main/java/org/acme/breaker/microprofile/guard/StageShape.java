package org.acme.breaker.microprofile.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handles methods that return a {@code CompletionStage}: the call ends when the stage ends. */
final class StageShape implements Shape {

    @Override
    public Object answer(Supplier<? extends CompletableFuture<@Nullable Object>> start) {
        return start.get();
    }

    @Override
    public @Nullable Runnable follow(
            @Nullable Object returned, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        if (returned instanceof CompletionStage<?> stage) {
            stage.whenComplete((result, thrown) -> end.accept(result, Invocation.unwrap(thrown)));
        } else {
            end.accept(null, new NullPointerException("the method returned no stage"));
        }
        return null;
    }
}
