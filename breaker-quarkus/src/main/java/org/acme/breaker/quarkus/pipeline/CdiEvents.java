package org.acme.breaker.quarkus.pipeline;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.acme.breaker.CircuitBreakerEvent;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.retry.RetryEvent;

/**
 * Fires the events of breakers and retries as CDI events, for {@code @Observes
 * CircuitBreakerEvent.Transition}, say. They are fired on the thread that caused them, so an
 * observer must be quick; what it throws is logged.
 */
@Singleton
final class CdiEvents {

    private final Event<CircuitBreakerEvent> ofBreakers;
    private final Event<RetryEvent> ofRetries;

    CdiEvents(Event<CircuitBreakerEvent> ofBreakers, Event<RetryEvent> ofRetries) {
        this.ofBreakers = ofBreakers;
        this.ofRetries = ofRetries;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            Pipelines pipelines,
            CircuitBreakerRegistry registry) {
        registry.onAdded(breaker -> breaker.onEvent(ofBreakers::fire));
        pipelines.onAdded(
                pipeline -> pipeline.retry().ifPresent(retry -> retry.onEvent(ofRetries::fire)));
    }
}
