package org.acme.breaker.microprofile.settings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one method of a bean, after configuration has changed or switched off what it
 * names.
 *
 * @param name what complaints, and by default the breaker, are called: class, dot, method
 */
public record MethodSettings(
        String name,
        boolean asynchronous,
        @Nullable BreakerSettings breaker,
        @Nullable RetrySettings retry,
        @Nullable TimeoutSettings timeout,
        @Nullable BulkheadSettings bulkhead,
        @Nullable FallbackSettings fallback) {

    /**
     * Reads and checks the settings of a method.
     *
     * @throws org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException
     *     if they make no sense
     */
    public static MethodSettings read(Config config, Class<?> beanClass, Method method) {
        Reader reader =
                new Reader(config, beanClass, method, beanClass.getName() + "." + method.getName());
        return new MethodSettings(
                reader.name,
                reader.find(Asynchronous.class, (written, members) -> true) != null,
                reader.find(CircuitBreaker.class, BreakerSettings::read),
                reader.find(Retry.class, RetrySettings::read),
                reader.find(Timeout.class, TimeoutSettings::read),
                reader.find(Bulkhead.class, BulkheadSettings::read),
                reader.find(Fallback.class, FallbackSettings::read));
    }

    private record Reader(Config config, Class<?> beanClass, Method method, String name) {

        <A extends Annotation, S> @Nullable S find(Class<A> type, BiFunction<A, Members, S> read) {
            Written<A> written = Written.find(type, beanClass, method);
            if (written == null || !new Switches(config).isOn(type, beanClass, method)) {
                return null;
            }
            return read.apply(written.annotation(), new Members(config, written, name));
        }
    }

    /** Whether no annotation applies to the method. */
    public boolean isEmpty() {
        return !asynchronous
                && breaker == null
                && retry == null
                && timeout == null
                && bulkhead == null
                && fallback == null;
    }
}
