package org.acme.breaker.microprofile.guard;

import jakarta.interceptor.InvocationContext;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.microprofile.fallback.FallbackStep;
import org.acme.breaker.microprofile.guard.CallMetrics.FallbackUse;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called and waited for. Outermost first, as the specification has it:
 *
 * <pre>
 *   fallback( retry( circuit breaker( timeout( bulkhead( call )))))
 * </pre>
 */
final class SyncGuard implements Guard {

    private final Parts parts;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Retry retry;
    private final @Nullable Timeout timeout;
    private final @Nullable Bulkhead bulkhead;

    private final LazyMetrics metrics;

    SyncGuard(Parts parts, @Nullable Bulkhead bulkhead, LazyMetrics metrics) {
        this.parts = parts;
        this.breaker = parts.breaker();
        this.retry = parts.retry();
        this.timeout = parts.timeout();
        this.bulkhead = bulkhead;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Object call(InvocationContext call) throws Exception {
        CallMetrics told = metrics.get();
        FallbackStep fallback = parts.fallback();
        FallbackUse use = fallback == null ? FallbackUse.NOT_DEFINED : FallbackUse.NOT_APPLIED;
        boolean failed = true;
        try {
            Object result;
            try {
                result = retried(call, told);
            } catch (Throwable thrown) {
                if (fallback == null || !fallback.answersFor(thrown)) {
                    throw thrown;
                }
                use = FallbackUse.APPLIED;
                result = answer(fallback, call, thrown);
            }
            failed = false;
            return result;
        } finally {
            told.called(failed, use);
        }
    }

    /** If the fallback fails as well, the original failure is attached to its failure. */
    private static @Nullable Object answer(
            FallbackStep fallback, InvocationContext call, Throwable failure) throws Exception {
        try {
            return fallback.answer(call, failure);
        } catch (Throwable thrown) {
            if (thrown != failure) {
                thrown.addSuppressed(failure);
            }
            throw thrown;
        }
    }

    // From here on null is a result like any other; the checker cannot express that for a lambda.

    private Object retried(InvocationContext call, CallMetrics told) throws Exception {
        Retry again = retry;
        if (again == null) {
            return permitted(call, told);
        }
        if (!told.isOn()) {
            return again.<Object, Exception>call(() -> permitted(call, told), Deadline.current());
        }
        int[] attempts = {0};
        Throwable failure = null;
        try {
            return again.<Object, Exception>call(
                    () -> {
                        attempts[0]++;
                        return permitted(call, told);
                    },
                    Deadline.current());
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            told.retried(attempts[0] - 1, LazyMetrics.endOf(failure, attempts[0], again.config()));
        }
    }

    private Object permitted(InvocationContext call, CallMetrics told) throws Exception {
        CircuitBreaker guarding = breaker;
        if (guarding == null) {
            return timed(call, told);
        }
        try {
            return guarding.<Object, Exception>call(() -> timed(call, told));
        } catch (CallNotPermittedException e) {
            throw parts.isRefusal(e) ? Parts.refused(e) : e;
        }
    }

    private Object timed(InvocationContext call, CallMetrics told) throws Exception {
        Timeout limit = timeout;
        if (limit == null) {
            return inBulkhead(call, told);
        }
        if (!told.isOn()) {
            return limit.<Object, Exception>call(() -> inBulkhead(call, told), Deadline.current());
        }
        long start = System.nanoTime();
        boolean timedOut = false;
        try {
            return limit.<Object, Exception>call(() -> inBulkhead(call, told), Deadline.current());
        } catch (TimeoutException e) {
            timedOut = true;
            throw e;
        } finally {
            told.timed(System.nanoTime() - start, timedOut);
        }
    }

    private Object inBulkhead(InvocationContext call, CallMetrics told) throws Exception {
        Bulkhead places = bulkhead;
        if (places == null) {
            return call.proceed();
        }
        Bulkhead.Permit permit = places.tryAcquire();
        if (permit == null) {
            told.refused();
            throw parts.full();
        }
        long start = told.isOn() ? System.nanoTime() : 0;
        told.accepted();
        told.enters();
        try {
            return call.proceed();
        } finally {
            permit.release();
            told.leavesAfter(told.isOn() ? System.nanoTime() - start : 0);
        }
    }
}
