package org.acme.breaker.quarkus.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.quarkus.config.Properties;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.quarkus.pipeline.PipelinesByHand;
import org.junit.jupiter.api.Test;

/** With OpenTelemetry on the class path, and without. */
class SpanEventsTest {

    private final PipelinesByHand byHand =
            PipelinesByHand.of(
                    Properties.of(
                            "breaker.default.minimum-calls=2",
                            "breaker.default.retry.max-attempts=2",
                            "breaker.default.retry.backoff=0"),
                    Ticker.system());

    private void failTwice() {
        Pipelines pipelines = byHand.pipelines();
        Fallback<String> pending =
                pipelines.fallback(
                        "payment", Fallback.<String>none().orElseValue("pending_payment", "later"));
        for (int i = 0; i < 2; i++) {
            String answer =
                    pipelines
                            .pipeline("payment")
                            .call(
                                    () -> {
                                        throw new IllegalStateException("down");
                                    },
                                    pending);
            assertThat(answer).isEqualTo("later");
        }
    }

    @Test
    void withOpenTelemetry_whatHappensIsInTheSpanOfTheCaller() {
        new Tracing().start(new StartupEvent(), byHand.registry(), byHand.pipelines());
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        List<EventData> seen;

        try (SdkTracerProvider tracing =
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            Span span = tracing.get("test").spanBuilder("checkout").startSpan();
            try (Scope scope = span.makeCurrent()) {
                failTwice();
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
                        "fallback.used",
                        "breaker.rejected",
                        "retry.attempt",
                        "fallback.used");
        assertThat(seen.get(1).getAttributes().toString()).contains("failure rate too high");
        assertThat(seen.get(3).getAttributes().toString()).contains("pending_payment");
    }

    @Test
    void withoutOpenTelemetry_nothingIsWatched_andEverythingWorks() throws Exception {
        Class<?> tracing = new WithoutOpenTelemetry().loadClass(Tracing.class.getName());
        var constructor = tracing.getDeclaredConstructor();
        constructor.setAccessible(true);
        var start =
                tracing.getDeclaredMethod(
                        "start", StartupEvent.class, CircuitBreakerRegistry.class, Pipelines.class);
        start.setAccessible(true);

        start.invoke(
                constructor.newInstance(),
                new StartupEvent(),
                byHand.registry(),
                byHand.pipelines());

        failTwice();
    }

    /** Sees everything but OpenTelemetry, and makes the classes of this package anew. */
    private static final class WithoutOpenTelemetry extends ClassLoader {

        private static final String OURS = Tracing.class.getPackageName() + ".";

        WithoutOpenTelemetry() {
            super(SpanEventsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
