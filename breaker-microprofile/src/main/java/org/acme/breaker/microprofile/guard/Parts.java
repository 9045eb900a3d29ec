package org.acme.breaker.microprofile.guard;

import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.microprofile.fallback.FallbackStep;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of breaker-lib around a method, except the bulkhead, which differs between blocking and
 * asynchronous calls.
 *
 * @param name which all parts have
 */
record Parts(
        String name,
        @Nullable CircuitBreaker breaker,
        @Nullable Retry retry,
        @Nullable Timeout timeout,
        @Nullable FallbackStep fallback) {

    /** Whether this method's own breaker rejected the call, and not one inside it. */
    boolean isRefusal(Throwable thrown) {
        return thrown instanceof CallNotPermittedException refusal
                && breaker != null
                && refusal.breakerName().equals(breaker.name());
    }

    static CircuitBreakerOpenException refused(Throwable refusal) {
        return new CircuitBreakerOpenException(refusal.getMessage(), refusal);
    }

    BulkheadException full() {
        return new BulkheadException("bulkhead '" + name + "' is full");
    }
}
