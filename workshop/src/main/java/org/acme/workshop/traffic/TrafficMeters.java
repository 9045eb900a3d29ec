package org.acme.workshop.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.Lane;

/** Publishes the users' view for Prometheus. Every meter exists from the start, at 0. */
final class TrafficMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(75),
        Duration.ofMillis(100),
        Duration.ofMillis(150),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofMillis(800),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        // A user who gives up after five seconds is counted a moment later, and must not look like
        // ten.
        Duration.ofMillis(5_250),
        Duration.ofSeconds(10)
    };

    private final Map<Operation, Map<Outcome, Counter>> requests = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<Outcome, Timer>> latencies = new EnumMap<>(Operation.class);
    private final Map<Operation, Counter> dropped = new EnumMap<>(Operation.class);

    TrafficMeters(MeterRegistry registry, Lane lane) {
        for (Operation operation : Operation.all()) {
            Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
            Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
            for (Outcome outcome : operation.outcomes()) {
                counters.put(outcome, requests(registry, lane, operation, outcome));
                timers.put(outcome, latency(registry, lane, operation, outcome));
            }
            requests.put(operation, counters);
            latencies.put(operation, timers);
            dropped.put(
                    operation,
                    Counter.builder("traffic.dropped")
                            .description("Requests that could not be sent; must stay 0")
                            .tags("lane", lane.label(), "operation", operation.label())
                            .register(registry));
        }
    }

    void concluded(Operation operation, Outcome outcome, long latencyNanos) {
        counter(operation, outcome).increment();
        Timer timer = latencies.getOrDefault(operation, Map.of()).get(outcome);
        if (timer != null) {
            timer.record(latencyNanos, TimeUnit.NANOSECONDS);
        }
    }

    void dropped(Operation operation) {
        Counter counter = dropped.get(operation);
        if (counter != null) {
            counter.increment();
        }
    }

    private Counter counter(Operation operation, Outcome outcome) {
        Counter counter = requests.getOrDefault(operation, Map.of()).get(outcome);
        if (counter == null) {
            throw new IllegalArgumentException(operation + " cannot end with " + outcome);
        }
        return counter;
    }

    private static Counter requests(
            MeterRegistry registry, Lane lane, Operation operation, Outcome outcome) {
        return Counter.builder("traffic.requests")
                .description("Completed requests of users, by outcome")
                .tags(
                        "lane", lane.label(),
                        "operation", operation.label(),
                        "outcome", outcome.label())
                .register(registry);
    }

    private static Timer latency(
            MeterRegistry registry, Lane lane, Operation operation, Outcome outcome) {
        return Timer.builder("traffic.latency")
                .description(
                        "Time from the scheduled arrival of a request to the end of its response")
                .serviceLevelObjectives(BUCKETS)
                .tags(
                        "lane", lane.label(),
                        "operation", operation.label(),
                        "outcome", outcome.label())
                .register(registry);
    }
}
