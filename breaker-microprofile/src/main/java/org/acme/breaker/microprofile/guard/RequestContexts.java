package org.acme.breaker.microprofile.guard;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Has a request context around a call that runs on a worker's thread. */
@Singleton
public class RequestContexts {

    /** Makes the call: in the context that came along with it, else in one of its own. */
    @ActivateRequestContext
    public @Nullable Object proceed(InvocationContext call) throws Exception {
        return call.proceed();
    }
}
