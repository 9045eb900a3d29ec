package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A call of nothing but this. */
record StubCall(Callable<@Nullable Object> body) implements InvocationContext {

    @Override
    @SuppressWarnings("NullAway") // the interface isn't annotated
    public Object proceed() throws Exception {
        return body.call();
    }

    @Override
    public Object getTarget() {
        return this;
    }

    @Override
    @SuppressWarnings("NullAway") // never asked for
    public Object getTimer() {
        return null;
    }

    @Override
    public Method getMethod() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Constructor<?> getConstructor() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object[] getParameters() {
        return new Object[0];
    }

    @Override
    public void setParameters(Object[] parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> getContextData() {
        return Map.of();
    }
}
