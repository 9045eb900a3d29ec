package org.acme.breaker.microprofile.guard;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Activates a request context around a call that runs on a worker's thread. */
@Singleton
public final class RequestContexts {

    private final Instance<RequestContextController> controllers;

    /** Made by the container. */
    public RequestContexts(Instance<RequestContextController> controllers) {
        this.controllers = controllers;
    }

    /** Makes the call in the propagated request context, or in a new one if there is none. */
    public @Nullable Object proceed(InvocationContext call) throws Exception {
        if (!controllers.isResolvable()) {
            return call.proceed();
        }
        Instance.Handle<RequestContextController> controller = controllers.getHandle();
        boolean mine = controller.get().activate();
        try {
            return call.proceed();
        } finally {
            if (mine) {
                controller.get().deactivate();
            }
            controller.destroy();
        }
    }
}
