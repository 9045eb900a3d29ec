package org.acme.breaker.quarkus.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.junit.jupiter.api.Test;

class SpanEventsTest {

    private final CircuitBreaker breaker =
            CircuitBreaker.of("payment", CircuitBreakerConfig.builder().minimumCalls(2).build());
    private final Pipeline pipeline =
            Pipeline.named("payment")
                    .breaker(breaker)
                    .retry(
                            Retry.of(
                                    "payment",
                                    RetryConfig.defaults()
                                            .withMaxAttempts(2)
                                            .withBackoff(Backoff.none())))
                    .build();

    @Test
    void whatHappens_isInTheSpanOfTheCaller() {
        List<EventData> seen;
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        SpanEvents events = new SpanEvents();
        events.watch(breaker);
        events.watch(pipeline);

        try (SdkTracerProvider tracing =
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            Span span = tracing.get("test").spanBuilder("checkout").startSpan();
            try (Scope scope = span.makeCurrent()) {
                fail();
                fail();
                events.used("payment", "pending_payment");
            }
            span.end();
            // Closing the provider empties the exporter.
            seen = exporter.getFinishedSpanItems().get(0).getEvents();
        }

        assertThat(seen)
                .extracting(EventData::getName)
                .containsExactly(
                        "retry.attempt",
                        "breaker.opened",
                        "retry.attempt",
                        "breaker.rejected",
                        "retry.attempt",
                        "fallback.used");
        assertThat(seen.get(1).getAttributes().toString()).contains("failure rate too high");
    }

    private void fail() {
        try {
            pipeline.call(
                    () -> {
                        throw new IllegalStateException("down");
                    });
        } catch (RuntimeException expected) {
            // The spans tell.
        }
    }
}
