package org.acme.breaker.microprofile.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Locale;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.microprofile.guard.CallMetrics;
import org.jspecify.annotations.Nullable;

/** Publishes the metrics of one method, under the names of the specification. */
public final class MethodTelemetry implements CallMetrics {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final AttributeKey<String> FALLBACK = AttributeKey.stringKey("fallback");
    private static final AttributeKey<String> RETRIED = AttributeKey.stringKey("retried");
    private static final AttributeKey<String> RETRY_RESULT = AttributeKey.stringKey("retryResult");
    private static final AttributeKey<String> TIMED_OUT = AttributeKey.stringKey("timedOut");
    private static final AttributeKey<String> BULKHEAD_RESULT =
            AttributeKey.stringKey("bulkheadResult");
    private static final List<Double> BUCKETS =
            List.of(
                    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5,
                    10.0);
    private static final double NANOS_OF_A_SECOND = 1e9;

    private final Meter meter;
    private final Attributes method;
    private final LongCounter invocations;
    private final LongCounter retryCalls;
    private final LongCounter retries;
    private final LongCounter timeoutCalls;
    private final LongCounter bulkheadCalls;
    private final LongUpDownCounter running;
    private final LongUpDownCounter waiting;
    private final DoubleHistogram executionDuration;
    private final DoubleHistogram runningDuration;
    private final DoubleHistogram waitingDuration;

    private MethodTelemetry(Meter meter, String method) {
        this.meter = meter;
        this.method = Attributes.of(METHOD, method);
        invocations = counter("ft.invocations.total");
        retryCalls = counter("ft.retry.calls.total");
        retries = counter("ft.retry.retries.total");
        timeoutCalls = counter("ft.timeout.calls.total");
        bulkheadCalls = counter("ft.bulkhead.calls.total");
        running = meter.upDownCounterBuilder("ft.bulkhead.executionsRunning").build();
        waiting = meter.upDownCounterBuilder("ft.bulkhead.executionsWaiting").build();
        executionDuration = histogram("ft.timeout.executionDuration");
        runningDuration = histogram("ft.bulkhead.runningDuration");
        waitingDuration = histogram("ft.bulkhead.waitingDuration");
    }

    /** Creates the metrics of the method with this name, and of its breaker. */
    public static MethodTelemetry of(String method, @Nullable CircuitBreaker breaker) {
        Meter meter = GlobalOpenTelemetry.get().getMeter("org.acme.breaker.microprofile");
        MethodTelemetry telemetry = new MethodTelemetry(meter, method);
        if (breaker != null) {
            new BreakerTelemetry(meter, telemetry.method, breaker).begin();
        }
        return telemetry;
    }

    private LongCounter counter(String name) {
        return meter.counterBuilder(name).build();
    }

    private DoubleHistogram histogram(String name) {
        return meter.histogramBuilder(name)
                .setUnit("seconds")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    @Override
    public void called(boolean failed, FallbackUse fallback) {
        invocations.add(
                1,
                method.toBuilder()
                        .put(RESULT, failed ? "exceptionThrown" : "valueReturned")
                        .put(FALLBACK, camelCase(fallback))
                        .build());
    }

    @Override
    public void retried(int made, RetryEnd end) {
        retryCalls.add(
                1,
                method.toBuilder()
                        .put(RETRIED, String.valueOf(made > 0))
                        .put(RETRY_RESULT, camelCase(end))
                        .build());
        retries.add(made, method);
    }

    @Override
    public void timed(long nanos, boolean timedOut) {
        timeoutCalls.add(1, method.toBuilder().put(TIMED_OUT, String.valueOf(timedOut)).build());
        executionDuration.record(nanos / NANOS_OF_A_SECOND, method);
    }

    @Override
    public void accepted() {
        bulkhead("accepted");
    }

    @Override
    public void refused() {
        bulkhead("rejected");
    }

    private void bulkhead(String result) {
        bulkheadCalls.add(1, method.toBuilder().put(BULKHEAD_RESULT, result).build());
    }

    @Override
    public void waits() {
        waiting.add(1, method);
    }

    @Override
    public void waitsNoMore() {
        waiting.add(-1, method);
    }

    @Override
    public void beginsAfter(long nanos) {
        waitingDuration.record(nanos / NANOS_OF_A_SECOND, method);
    }

    @Override
    public void enters() {
        running.add(1, method);
    }

    @Override
    public void leavesAfter(long nanos) {
        running.add(-1, method);
        runningDuration.record(nanos / NANOS_OF_A_SECOND, method);
    }

    /** Returns the value in the specification's spelling, such as {@code notApplied}. */
    private static String camelCase(Enum<?> value) {
        StringBuilder name = new StringBuilder();
        for (String word : value.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
