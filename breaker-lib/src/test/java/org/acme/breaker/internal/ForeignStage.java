package org.acme.breaker.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stages of strangers that support no more of the interface than they must. */
public final class ForeignStage {

    private ForeignStage() {}

    /** Supports {@code whenComplete}, as told, and nothing else. */
    @SuppressWarnings("unchecked")
    public static CompletionStage<String> of(
            Consumer<BiConsumer<@Nullable String, @Nullable Throwable>> whenComplete) {
        InvocationHandler handler =
                (proxy, method, args) -> {
                    if (!method.getName().equals("whenComplete")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    whenComplete.accept(
                            (BiConsumer<@Nullable String, @Nullable Throwable>) args[0]);
                    return proxy;
                };
        return (CompletionStage<String>)
                Proxy.newProxyInstance(
                        ForeignStage.class.getClassLoader(),
                        new Class<?>[] {CompletionStage.class},
                        handler);
    }
}
