package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Executor;
import org.acme.breaker.bulkhead.Bulkhead;
import org.jspecify.annotations.Nullable;

/**
 * Guards a method whose caller does not wait. The order is that of {@link SyncGuard}, but each part
 * acts when the work that the method started has ended.
 *
 * @param worker where the method runs
 * @param helper where a fallback runs, and what is due by time
 * @param entry how the method is entered there
 * @param metrics what is measured
 */
record AsyncGuard(
        Parts parts,
        @Nullable Bulkhead bulkhead,
        Shape shape,
        Executor worker,
        Executor helper,
        Entry entry,
        LazyMetrics metrics)
        implements Guard {

    /** Enters the method on the worker's thread. */
    @FunctionalInterface
    interface Entry {
        @Nullable Object proceed(InvocationContext call) throws Exception;
    }

    @Override
    public @Nullable Object call(InvocationContext call) {
        return shape.answer(() -> new Invocation(this, call).start());
    }
}
