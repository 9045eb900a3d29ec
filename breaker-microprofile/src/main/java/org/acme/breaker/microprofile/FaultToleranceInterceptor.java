package org.acme.breaker.microprofile;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Map;
import org.acme.breaker.microprofile.guard.Guard;
import org.acme.breaker.microprofile.guard.Guards;
import org.jspecify.annotations.Nullable;

/**
 * Sends every call of an annotated method through its guard. The class is public because generated
 * classes of other class loaders call it.
 */
@Guarded
@Interceptor
@Priority(FaultToleranceInterceptor.PRIORITY)
public class FaultToleranceInterceptor {

    /**
     * The priority that the specification requires; {@code mp.fault.tolerance.interceptor.priority}
     * changes it.
     */
    static final int PRIORITY = Interceptor.Priority.PLATFORM_AFTER + 10;

    private final Guards guards;

    /** The guards of this bean's class; each bean instance has its own interceptor. */
    private volatile @Nullable Map<Method, Guard> ofBean;

    /** Made by the container. */
    public FaultToleranceInterceptor(Guards guards) {
        this.guards = guards;
    }

    /** Makes the call through the guard of its method. */
    @AroundInvoke
    public @Nullable Object guard(InvocationContext call) throws Exception {
        Map<Method, Guard> known = ofBean;
        if (known == null) {
            known = guards.of(beanClass(call.getTarget()));
            ofBean = known;
        }
        Guard guard = known.get(call.getMethod());
        if (guard == null) {
            guard = guards.add(beanClass(call.getTarget()), call.getMethod());
        }
        return guard.call(call);
    }

    /** Returns the class without the subclass that the container generates for interception. */
    private static Class<?> beanClass(Object target) {
        Class<?> type = target.getClass();
        return type.getSimpleName().endsWith("_Subclass") ? type.getSuperclass() : type;
    }
}
