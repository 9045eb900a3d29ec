package org.acme.breaker.microprofile.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the guards of all bean classes and methods, created and checked before the application
 * runs.
 */
@Singleton
public final class Guards {

    private final GuardFactory factory;
    private final ConcurrentMap<Class<?>, Map<Method, Guard>> guards = new ConcurrentHashMap<>();

    /** Made by the container. */
    public Guards(GuardFactory factory) {
        this.factory = factory;
    }

    /** Returns the guards of a bean class, by method. */
    public Map<Method, Guard> of(Class<?> beanClass) {
        return guards.computeIfAbsent(beanClass, added -> new ConcurrentHashMap<>());
    }

    /**
     * Returns the guard of a method that was not found at the start, such as a default method of an
     * interface.
     */
    public Guard add(Class<?> beanClass, Method method) {
        return of(beanClass).computeIfAbsent(method, added -> factory.make(beanClass, method));
    }

    /** Creates and checks all guards. */
    public void start(
            @Observes @Initialized(ApplicationScoped.class) Object event, GuardedBeans beans)
            throws ClassNotFoundException {
        FaultToleranceDefinitionException wrong = null;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (String name : beans.names()) {
            Class<?> beanClass = Class.forName(name, false, loader);
            for (Method method : Methods.of(beanClass)) {
                try {
                    add(beanClass, method);
                } catch (FaultToleranceDefinitionException e) {
                    wrong = both(wrong, e);
                }
            }
        }
        if (wrong != null) {
            throw wrong;
        }
    }

    private static FaultToleranceDefinitionException both(
            @Nullable FaultToleranceDefinitionException first,
            FaultToleranceDefinitionException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
