package org.acme.breaker.quarkus.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallListener;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.RejectionReason;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.Format;
import org.acme.breaker.quarkus.pipeline.Pipelines.FallbackListener;
import org.acme.breaker.retry.RetryOutcome;

/** Adds events to the current span. Loaded only if the application has OpenTelemetry. */
final class SpanEvents implements FallbackListener {

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("breaker.name");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("breaker.reason");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("retry.outcome");
    private static final AttributeKey<String> KIND = AttributeKey.stringKey("fallback.kind");

    void watch(CircuitBreaker breaker) {
        Attributes name = Attributes.of(NAME, breaker.name());
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onRejected(RejectionReason reason, boolean enforced) {
                        Span span = Span.current();
                        if (enforced && span.isRecording()) {
                            span.addEvent(
                                    "breaker.rejected",
                                    name.toBuilder().put(REASON, reason.label()).build());
                        }
                    }
                });
        breaker.onEvent(
                event -> {
                    if (event instanceof Transition transition
                            && transition.to() == BreakerState.OPEN) {
                        opened(transition, name);
                    }
                });
    }

    private static void opened(Transition transition, Attributes name) {
        Span.current()
                .addEvent(
                        "breaker.opened",
                        name.toBuilder()
                                .put(REASON, Format.why(transition.reason(), transition.numbers()))
                                .build());
    }

    void watch(Pipeline pipeline) {
        Attributes name = Attributes.of(NAME, pipeline.name());
        pipeline.retry().ifPresent(retry -> retry.onOutcome(outcome -> attempt(outcome, name)));
    }

    private static void attempt(RetryOutcome outcome, Attributes name) {
        Span span = Span.current();
        if (outcome != RetryOutcome.NOT_RETRYABLE && span.isRecording()) {
            span.addEvent("retry.attempt", name.toBuilder().put(OUTCOME, outcome.label()).build());
        }
    }

    @Override
    public void used(String name, String kind) {
        Span.current().addEvent("fallback.used", Attributes.of(NAME, name, KIND, kind));
    }
}
