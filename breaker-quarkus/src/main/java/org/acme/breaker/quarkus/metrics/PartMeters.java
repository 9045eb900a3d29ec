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
import org.acme.breaker.chaos.Injection;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.hedge.HedgeOutcome;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.ratelimit.RateLimiter;
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
        countHedges();
        countChaos();
        watchRateLimiter();
        watchBulkhead();
    }

    void remove() {
        meters.forEach(registry::remove);
    }

    private void countRetries() {
        Counter[] outcomes =
                Arrays.stream(RetryOutcome.values())
                        .map(
                                outcome ->
                                        counter(
                                                "retry.attempts",
                                                "Results of attempts where a retry is configured",
                                                "outcome",
                                                outcome.label()))
                        .toArray(Counter[]::new);
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

    private void countHedges() {
        Counter[] outcomes =
                Arrays.stream(HedgeOutcome.values())
                        .map(
                                outcome ->
                                        counter(
                                                "hedge.attempts",
                                                "Further attempts beside slow ones",
                                                "outcome",
                                                outcome.label()))
                        .toArray(Counter[]::new);
        pipeline.hedge()
                .ifPresent(
                        hedge ->
                                hedge.onOutcome(
                                        outcome -> outcomes[outcome.ordinal()].increment()));
        keep(
                Gauge.builder(
                                "hedge.budget.tokens",
                                pipeline,
                                of -> of.hedge().map(Hedge::budgetLeft).orElse(0.0))
                        .description("Further attempts that the budget allows now; 0 without one")
                        .tags(name)
                        .strongReference(true)
                        .register(registry));
    }

    private void countChaos() {
        Counter[] kinds =
                Arrays.stream(Injection.values())
                        .map(
                                kind ->
                                        counter(
                                                "chaos.injected",
                                                "Calls that were disturbed on purpose",
                                                "kind",
                                                kind.label()))
                        .toArray(Counter[]::new);
        pipeline.chaos()
                .ifPresent(chaos -> chaos.onInjection(kind -> kinds[kind.ordinal()].increment()));
    }

    private void watchRateLimiter() {
        keep(
                Gauge.builder(
                                "rate.limiter.waiting",
                                pipeline,
                                of -> of.rateLimiter().map(RateLimiter::waiting).orElse(0))
                        .description("Attempts that wait for their turn in the rate")
                        .tags(name)
                        .strongReference(true)
                        .register(registry));
        keep(
                FunctionCounter.builder(
                                "rate.limiter.rejected",
                                pipeline,
                                of -> of.rateLimiter().map(RateLimiter::rejected).orElse(0L))
                        .description("Attempts rejected because the rate was exceeded")
                        .tags(name)
                        .register(registry));
    }

    private Counter counter(String metric, String description, String label, String value) {
        return keep(
                Counter.builder(metric)
                        .description(description)
                        .tags(name.and(label, value))
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
