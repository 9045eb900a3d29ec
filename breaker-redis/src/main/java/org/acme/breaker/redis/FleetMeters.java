package org.acme.breaker.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.redis.fleet.FleetReplica;
import org.acme.breaker.redis.fleet.FleetStatus;

/** What a fleet knows, as gauges. They exist, at 0, in an application that is in no fleet too. */
@Singleton
final class FleetMeters {

    private final Fleet fleet;
    private final MeterRegistry meters;
    private final Map<String, List<Meter>> ofBreakers = new ConcurrentHashMap<>();

    FleetMeters(Fleet fleet, MeterRegistry meters) {
        this.fleet = fleet;
        this.meters = meters;
    }

    /** Before the pipelines are made. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            CircuitBreakerRegistry registry) {
        replica(
                "circuit.breaker.fleet.connected",
                "1 while the store of the fleet answers; 0: the breakers are lone ones",
                replica -> replica.isConnected() ? 1 : 0);
        replica(
                "circuit.breaker.fleet.living",
                "Replicas of the fleet, as the store counted them last",
                FleetReplica::living);
        replica(
                "circuit.breaker.fleet.votes.needed",
                "How many open replicas open all",
                FleetReplica::votesNeeded);
        registry.onAdded(breaker -> ofBreakers.computeIfAbsent(breaker.name(), this::breaker));
        registry.onRemoved(this::remove);
    }

    private void replica(String name, String description, ToDoubleFunction<FleetReplica> value) {
        Gauge.builder(name, fleet, of -> of.replica().map(value::applyAsDouble).orElse(0.0))
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    private List<Meter> breaker(String name) {
        return List.of(
                breaker(
                        name,
                        "circuit.breaker.fleet.votes",
                        "Replicas that are open by evidence of their own",
                        FleetStatus::votes),
                breaker(
                        name,
                        "circuit.breaker.fleet.epoch",
                        "Shared openings and closings so far",
                        FleetStatus::epoch),
                breaker(
                        name,
                        "circuit.breaker.fleet.probe.holder",
                        "1 while this replica probes for all",
                        status -> status.probesHere() ? 1 : 0));
    }

    private Gauge breaker(
            String name, String meter, String description, ToDoubleFunction<FleetStatus> value) {
        return Gauge.builder(
                        meter,
                        fleet,
                        of ->
                                of.replica()
                                        .map(it -> value.applyAsDouble(it.status(name)))
                                        .orElse(0.0))
                .description(description)
                .tag("name", name)
                .strongReference(true)
                .register(meters);
    }

    private void remove(CircuitBreaker breaker) {
        List<Meter> gone = ofBreakers.remove(breaker.name());
        if (gone != null) {
            gone.forEach(meters::remove);
        }
    }
}
