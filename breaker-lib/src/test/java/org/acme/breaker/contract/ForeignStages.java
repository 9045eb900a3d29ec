package org.acme.breaker.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Stages that are no {@code CompletableFuture}: correct ones, and ones with a fault. */
final class ForeignStages {

    private ForeignStages() {}

    /** Supports what the interface requires, and not the optional {@code toCompletableFuture}. */
    static CompletionStage<@Nullable String> interfaceOnly(
            CompletableFuture<@Nullable String> work) {
        return stage(
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toCompletableFuture")) {
                        throw new UnsupportedOperationException("toCompletableFuture");
                    }
                    return invoke(work, method, arguments);
                });
    }

    /** Calls each callback a second time, with another answer. */
    static CompletionStage<@Nullable String> callsBackTwice(
            CompletableFuture<@Nullable String> work) {
        return stage(
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof BiConsumer<?, ?> callback) {
                        arguments[0] = twice(callback);
                    }
                    return invoke(work, method, arguments);
                });
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<@Nullable Object, @Nullable Throwable> twice(
            BiConsumer<?, ?> callback) {
        var each = (BiConsumer<@Nullable Object, @Nullable Throwable>) callback;
        return (value, thrown) -> {
            each.accept(value, thrown);
            each.accept("twice", null);
        };
    }

    /** Throws where a callback is registered. */
    static CompletionStage<@Nullable String> refusesCallbacks(RuntimeException thrown) {
        return stage(
                (proxy, method, arguments) -> {
                    throw thrown;
                });
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<@Nullable String> stage(InvocationHandler handler) {
        return (CompletionStage<@Nullable String>)
                Proxy.newProxyInstance(
                        ForeignStages.class.getClassLoader(),
                        new Class<?>[] {CompletionStage.class},
                        handler);
    }

    private static @Nullable Object invoke(
            Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
