package org.acme.checkout.deadline;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.breaker.timeout.Deadline;
import org.acme.chassis.deadline.CallerDeadline;
import org.acme.chassis.deadline.DeadlineFilter;
import org.jspecify.annotations.Nullable;

/**
 * Sets the caller's deadline when a worker thread starts a request. Pipelines inside inherit it, so
 * a caller with little time left gets a fallback sooner.
 */
@WithinDeadline
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class DeadlineInterceptor {

    private final RoutingContext exchange;

    DeadlineInterceptor(RoutingContext exchange) {
        this.exchange = exchange;
    }

    @AroundInvoke
    @Nullable Object within(InvocationContext work) throws Exception {
        CallerDeadline caller = DeadlineFilter.of(exchange);
        long now = System.nanoTime();
        if (caller.isNone()) {
            return work.proceed();
        }
        if (caller.isOver(now)) {
            throw DeadlineFilter.passed();
        }
        return Deadline.after(caller.remaining(now)).call(work::proceed);
    }
}
