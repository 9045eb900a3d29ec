package org.acme.breaker.quarkus.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.pipeline.Pipelines;

/**
 * Registers the meters of every pipeline before its first call, and removes those of retired ones.
 */
@Singleton
final class MeterBinding {

    private final Map<String, BreakerMeters> breakers = new ConcurrentHashMap<>();
    private final Map<String, PartMeters> parts = new ConcurrentHashMap<>();

    /** Runs before the pipelines are created. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            MeterRegistry meters,
            CircuitBreakerRegistry registry,
            Pipelines pipelines) {
        FallbackMeters fallbacks = new FallbackMeters(meters);
        pipelines.onFallback(fallbacks);
        pipelines.onAdded(
                pipeline -> {
                    parts.computeIfAbsent(
                            pipeline.name(), name -> new PartMeters(pipeline, meters));
                    if (!pipelines.find(pipeline.name()).filter(pipeline::equals).isPresent()) {
                        // Its removal may have been reported before this listener knew it.
                        retireParts(pipeline.name());
                    }
                });
        registry.onAdded(
                breaker ->
                        breakers.computeIfAbsent(
                                breaker.name(),
                                name ->
                                        new BreakerMeters(
                                                breaker, meters, pipelines.isPassThrough())));
        registry.onRemoved(
                breaker -> {
                    retire(breaker.name());
                    fallbacks.remove(breaker.name());
                });
    }

    private void retire(String name) {
        BreakerMeters ofBreaker = breakers.remove(name);
        if (ofBreaker != null) {
            ofBreaker.remove();
        }
        retireParts(name);
    }

    private void retireParts(String name) {
        PartMeters ofParts = parts.remove(name);
        if (ofParts != null) {
            ofParts.remove();
        }
    }
}
