package org.acme.breaker.microprofile.fallback;

import java.lang.reflect.Method;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;

/** Describes a failed call to a fallback handler. */
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
