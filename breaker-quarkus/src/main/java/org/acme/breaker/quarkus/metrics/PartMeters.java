package org.acme.breaker.quarkus.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.RetryBudget;
import org.acme.breaker.retry.RetryOutcome;

/**
 * The meters of the other parts of a pipeline. They exist, at 0, even for parts that the pipeline
 * does not have: so one dashboard fits all pipelines.
 */
final class PartMeters {

    private final MeterRegistry registry;
    private final Pipeline pipeline;
    private final Tags name;
    private final List<Meter> meters = new ArrayList<>();

    PartMeters(Pipeline pipeline, MeterRegistry registry) {
        this.registry = registry;
        this.pipeline = pipeline;
        this.name = Tags.of("name", pipeline.name());
        countRetries();
        watchBulkhead();
    }

    void remove() {
        meters.forEach(registry::remove);
    }

    private void countRetries() {
        Counter[] outcomes =
                Arrays.stream(RetryOutcome.values()).map(this::counter).toArray(Counter[]::new);
        pipeline.retry()
                .ifPresent(
                        retry ->
                                retry.onOutcome(
                                        outcome -> outcomes[outcome.ordinal()].increment()));
        Optional<RetryBudget> budget =
                pipeline.retry().flatMap(retry -> Optional.ofNullable(retry.config().budget()));
        keep(
                Gauge.builder(
                                "retry.budget.tokens",
                                () -> budget.map(RetryBudget::tokens).orElse(0.0))
                        .description("Retries that the budget allows now; 0 without a budget")
                        .tags(name)
                        .register(registry));
    }

    private Counter counter(RetryOutcome outcome) {
        return keep(
                Counter.builder("retry.attempts")
                        .description("Results of attempts where a retry is configured")
                        .tags(name.and("outcome", outcome.label()))
                        .register(registry));
    }

    private void watchBulkhead() {
        gauge("bulkhead.active", "Calls in flight in the bulkhead", Bulkhead::active);
        gauge("bulkhead.max", "Limit of calls in flight in the bulkhead", Bulkhead::maxConcurrent);
        gauge("bulkhead.waiting", "Calls waiting for the bulkhead", Bulkhead::waiting);
        keep(
                FunctionCounter.builder(
                                "bulkhead.rejected",
                                pipeline,
                                of -> of.bulkhead().map(Bulkhead::rejected).orElse(0L))
                        .description("Calls rejected because the bulkhead was full")
                        .tags(name)
                        .register(registry));
    }

    private void gauge(String metric, String description, ToDoubleFunction<Bulkhead> value) {
        keep(
                Gauge.builder(
                                metric,
                                pipeline,
                                of -> of.bulkhead().map(value::applyAsDouble).orElse(0.0))
                        .description(description)
                        .tags(name)
                        .strongReference(true)
                        .register(registry));
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }
}
