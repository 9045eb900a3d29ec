package org.acme.breaker.microprofile.fallback;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates handlers that are not beans, and checks that a handler's type matches the method's
 * result.
 */
final class Handlers {

    private static final ConcurrentMap<Class<?>, Constructor<?>> CONSTRUCTORS =
            new ConcurrentHashMap<>();

    private Handlers() {}

    static FallbackHandler<?> make(Class<? extends FallbackHandler<?>> type) throws Exception {
        return (FallbackHandler<?>)
                CONSTRUCTORS.computeIfAbsent(type, Handlers::constructor).newInstance();
    }

    private static Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new FaultToleranceDefinitionException(
                    type.getName() + " is not a bean and has no constructor without arguments", e);
        }
    }

    static void requireFitting(
            Class<? extends FallbackHandler<?>> handler, Class<?> beanClass, Method guarded) {
        Type answered = answered(handler);
        Class<?> raw = answered == null ? null : Types.raw(answered);
        Class<?> returned =
                Types.raw(Types.in(beanClass).resolve(guarded, guarded.getGenericReturnType()));
        if (raw != null && raw != Void.class && !Types.boxed(returned).isAssignableFrom(raw)) {
            throw new FaultToleranceDefinitionException(
                    "@Fallback of "
                            + beanClass.getName()
                            + "."
                            + guarded.getName()
                            + ": the method returns "
                            + returned.getName()
                            + ", but "
                            + handler.getName()
                            + " returns "
                            + raw.getName());
        }
    }

    /** Returns the type argument of the handler; {@code null} if it cannot be found out. */
    private static @Nullable Type answered(Class<?> handler) {
        return Types.in(handler).argumentOf(FallbackHandler.class);
    }
}
