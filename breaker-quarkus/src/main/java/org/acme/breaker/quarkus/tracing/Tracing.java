package org.acme.breaker.quarkus.tracing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.pipeline.Pipelines;

/** Switches span events on if the application has OpenTelemetry. */
@Singleton
final class Tracing {

    /** Runs before the pipelines are created. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            CircuitBreakerRegistry registry,
            Pipelines pipelines) {
        if (isOpenTelemetryThere()) {
            SpanEvents events = new SpanEvents();
            registry.onAdded(events::watch);
            pipelines.onAdded(events::watch);
            pipelines.onFallback(events);
        }
    }

    private static boolean isOpenTelemetryThere() {
        try {
            Class.forName("io.opentelemetry.api.trace.Span", false, Tracing.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
