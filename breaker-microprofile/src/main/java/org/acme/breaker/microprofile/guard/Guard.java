package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Guards one method of one bean class, for all instances of the class. */
@FunctionalInterface
public interface Guard {

    /** Makes the call through all parts. */
    @Nullable Object call(InvocationContext call) throws Exception;
}
