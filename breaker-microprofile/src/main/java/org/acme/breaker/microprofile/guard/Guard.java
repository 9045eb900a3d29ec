package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** What stands around one method of one bean class, for all instances of it. */
@FunctionalInterface
public interface Guard {

    /** Makes the call through all guards. */
    @Nullable Object call(InvocationContext call) throws Exception;
}
