package org.acme.breaker.microprofile.guard;

import java.util.function.Supplier;
import org.acme.breaker.retry.RetryConfig;
import org.jspecify.annotations.Nullable;

/**
 * Creates the metrics of a method at its first call, because telemetry is available only when the
 * application runs.
 */
final class LazyMetrics {

    private final Supplier<CallMetrics> source;
    private volatile @Nullable CallMetrics made;

    LazyMetrics(Supplier<CallMetrics> source) {
        this.source = source;
    }

    CallMetrics get() {
        CallMetrics metrics = made;
        return metrics == null ? make() : metrics;
    }

    private synchronized CallMetrics make() {
        CallMetrics metrics = made;
        if (metrics == null) {
            metrics = SafeMetrics.of(source.get());
            made = metrics;
        }
        return metrics;
    }

    static CallMetrics.RetryEnd endOf(
            @Nullable Throwable failure, int attempts, RetryConfig config) {
        if (failure == null) {
            return CallMetrics.RetryEnd.VALUE_RETURNED;
        }
        if (!config.retryOn().test(failure)) {
            return CallMetrics.RetryEnd.EXCEPTION_NOT_RETRYABLE;
        }
        return attempts >= config.maxAttempts()
                ? CallMetrics.RetryEnd.MAX_RETRIES_REACHED
                : CallMetrics.RetryEnd.MAX_DURATION_REACHED;
    }
}
