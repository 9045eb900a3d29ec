package org.acme.breaker.microprofile.fallback;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.acme.breaker.microprofile.settings.FallbackSettings;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.jspecify.annotations.Nullable;

/** Creates the fallbacks of methods, and rejects declarations that do not match. */
@Singleton
public final class Fallbacks {

    /** Injected as this type, so that the container keeps handlers that nothing else injects. */
    private final Instance<FallbackHandler<?>> handlers;

    /** Made by the container. */
    public Fallbacks(@Any Instance<FallbackHandler<?>> handlers) {
        this.handlers = handlers;
    }

    /**
     * Returns the fallback of {@code guarded}.
     *
     * @throws FaultToleranceDefinitionException if there is no such method, or its or the handler's
     *     type doesn't fit
     */
    public FallbackStep of(FallbackSettings settings, Class<?> beanClass, Method guarded) {
        Class<? extends FallbackHandler<?>> handler = settings.handler();
        if (handler != null) {
            Handlers.requireFitting(handler, beanClass, guarded);
            return new FallbackStep(
                    settings.applied(), (call, failure) -> handle(handler, call, failure));
        }
        String name = String.valueOf(settings.method());
        Method method = FallbackMethods.find(guarded, name);
        if (method == null || !method.trySetAccessible()) {
            throw new FaultToleranceDefinitionException(
                    "@Fallback of "
                            + beanClass.getName()
                            + "."
                            + guarded.getName()
                            + ": there is no method "
                            + name
                            + " with the same parameters and return type that it can call");
        }
        return new FallbackStep(settings.applied(), (call, failure) -> invoke(method, call));
    }

    private static @Nullable Object invoke(Method method, InvocationContext call) throws Exception {
        try {
            return method.invoke(call.getTarget(), call.getParameters());
        } catch (InvocationTargetException e) {
            throw rethrown(e.getCause());
        }
    }

    private static Exception rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception
                ? exception
                : new IllegalStateException("a fallback method failed", cause);
    }

    private @Nullable Object handle(
            Class<? extends FallbackHandler<?>> type, InvocationContext call, Throwable failure)
            throws Exception {
        FailedCall context = new FailedCall(call.getMethod(), call.getParameters(), failure);
        Instance<? extends FallbackHandler<?>> beans = handlers.select(type);
        if (!beans.isResolvable()) {
            return Handlers.make(type).handle(context);
        }
        Instance.Handle<? extends FallbackHandler<?>> bean = beans.getHandle();
        try {
            return bean.get().handle(context);
        } finally {
            destroyIfDependent(bean);
        }
    }

    private static void destroyIfDependent(Instance.Handle<?> bean) {
        if (bean.getBean().getScope() == jakarta.enterprise.context.Dependent.class) {
            bean.destroy();
        }
    }
}
