package org.acme.breaker.microprofile.mutiny;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.acme.breaker.microprofile.guard.Shape;
import org.jspecify.annotations.Nullable;

/** Handles methods that return a {@code Uni}: each subscription is a separate call. */
public final class UniShape implements Shape {

    @Override
    public Object answer(Supplier<? extends CompletableFuture<@Nullable Object>> start) {
        return Uni.createFrom()
                .<@Nullable Object>emitter(
                        emitter -> {
                            CompletableFuture<@Nullable Object> call = start.get();
                            emitter.onTermination(() -> call.cancel(true));
                            call.whenComplete(
                                    (result, thrown) -> {
                                        if (thrown == null) {
                                            emitter.complete(result);
                                        } else {
                                            emitter.fail(thrown);
                                        }
                                    });
                        });
    }

    @Override
    public @Nullable Runnable follow(
            @Nullable Object returned, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        if (!(returned instanceof Uni<?> uni)) {
            end.accept(null, new NullPointerException("the method returned no Uni"));
            return null;
        }
        Cancellable subscription =
                uni.subscribe()
                        .with(
                                result -> end.accept(result, null),
                                thrown -> end.accept(null, thrown));
        return subscription::cancel;
    }

    @Override
    public boolean isLazy() {
        return true;
    }
}
