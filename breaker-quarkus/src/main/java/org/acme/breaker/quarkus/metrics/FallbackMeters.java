package org.acme.breaker.quarkus.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.breaker.quarkus.pipeline.Pipelines.FallbackListener;

/** Counts the uses of each fallback. */
final class FallbackMeters implements FallbackListener {

    private final MeterRegistry registry;
    private final Map<Way, Counter> counters = new ConcurrentHashMap<>();

    private record Way(String name, String kind) {}

    FallbackMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void known(String name, String kind) {
        counter(new Way(name, kind));
    }

    @Override
    public void used(String name, String kind) {
        counter(new Way(name, kind)).increment();
    }

    /** Removes the counters of a retired name. */
    void remove(String name) {
        counters.forEach(
                (way, counter) -> {
                    if (way.name().equals(name) && counters.remove(way, counter)) {
                        registry.remove(counter);
                    }
                });
    }

    private Counter counter(Way way) {
        Counter known = counters.get(way);
        return known != null ? known : counters.computeIfAbsent(way, this::register);
    }

    private Counter register(Way way) {
        return Counter.builder("fallback")
                .description("Calls answered by a fallback")
                .tags("name", way.name(), "kind", way.kind())
                .register(registry);
    }
}
