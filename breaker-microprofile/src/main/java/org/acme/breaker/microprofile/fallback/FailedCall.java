package org.acme.breaker.microprofile.fallback;

import java.lang.reflect.Method;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;

/** What a handler is told. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FailedCall(Method method, Object[] parameters, Throwable failure)
        implements ExecutionContext {

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public Object[] getParameters() {
        return parameters;
    }

    @Override
    public Throwable getFailure() {
        return failure;
    }
}
