package org.acme.breaker.microprofile.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.EnumMap;
import java.util.Map;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallListener;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerEvent;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.RejectionReason;

/**
 * Publishes the metrics of one breaker: results of calls, openings, and the time spent in each
 * state.
 */
final class BreakerTelemetry implements CallListener {

    private static final AttributeKey<String> RESULT =
            AttributeKey.stringKey("circuitBreakerResult");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");

    private final Meter meter;
    private final Attributes method;
    private final CircuitBreaker breaker;
    private final LongCounter calls;
    private final LongCounter opened;

    /** Nanoseconds of ended stays in each of the standard's three states; guarded by itself. */
    private final Map<BreakerState, Long> stays = new EnumMap<>(BreakerState.class);

    private BreakerState state = BreakerState.CLOSED;
    private long since = System.nanoTime();

    BreakerTelemetry(Meter meter, Attributes method, CircuitBreaker breaker) {
        this.meter = meter;
        this.method = method;
        this.breaker = breaker;
        this.calls = meter.counterBuilder("ft.circuitbreaker.calls.total").build();
        this.opened = meter.counterBuilder("ft.circuitbreaker.opened.total").build();
    }

    void begin() {
        state = standard(breaker.state());
        var unusedCalls = breaker.onCall(this);
        var unusedEvents = breaker.onEvent(this::happened);
        var unusedGauge =
                meter.counterBuilder("ft.circuitbreaker.state.total")
                        .setUnit("nanoseconds")
                        .buildWithCallback(this::observe);
    }

    @Override
    public void onCall(CallOutcome outcome, long durationNanos) {
        switch (outcome) {
            case SUCCESS, SLOW_SUCCESS, LATE_SUCCESS -> count("success");
            case FAILURE, SLOW_FAILURE, LATE_FAILURE -> count("failure");
            case IGNORED -> {}
        }
    }

    @Override
    public void onRejected(RejectionReason reason, boolean enforced) {
        if (enforced) {
            count("circuitBreakerOpen");
        }
    }

    private void count(String result) {
        calls.add(1, method.toBuilder().put(RESULT, result).build());
    }

    private void happened(CircuitBreakerEvent event) {
        if (event instanceof Transition transition) {
            enter(standard(transition.to()));
            if (transition.to() == BreakerState.OPEN) {
                opened.add(1, method);
            }
        }
    }

    private void enter(BreakerState next) {
        synchronized (stays) {
            long now = System.nanoTime();
            stays.merge(state, now - since, Long::sum);
            state = next;
            since = now;
        }
    }

    private void observe(ObservableLongMeasurement measurement) {
        enter(standard(breaker.state()));
        synchronized (stays) {
            record(measurement, BreakerState.CLOSED, "closed");
            record(measurement, BreakerState.OPEN, "open");
            record(measurement, BreakerState.HALF_OPEN, "halfOpen");
        }
    }

    private void record(ObservableLongMeasurement measurement, BreakerState of, String name) {
        long nanos = stays.getOrDefault(of, 0L);
        measurement.record(nanos, method.toBuilder().put(STATE, name).build());
    }

    /** Maps a state to one of the three that the standard knows. */
    private static BreakerState standard(BreakerState state) {
        return switch (state) {
            case CLOSED, DISABLED -> BreakerState.CLOSED;
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN, RECOVERING -> BreakerState.HALF_OPEN;
        };
    }
}
