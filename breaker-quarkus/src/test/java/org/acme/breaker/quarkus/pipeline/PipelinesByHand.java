package org.acme.breaker.quarkus.pipeline;

import io.smallrye.config.SmallRyeConfig;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.NamedSettings;

/** Pipelines as an application would have them, without the application. */
public record PipelinesByHand(
        Pipelines pipelines, PipelineFactory factory, CircuitBreakerRegistry registry) {

    /** Configured so, on that clock. */
    public static PipelinesByHand of(SmallRyeConfig config, Ticker ticker) {
        BreakersConfig breakers = config.getConfigMapping(BreakersConfig.class);
        PipelineFactory factory =
                new PipelineFactory(
                        breakers,
                        new NamedSettings(config),
                        name -> new PipelineCustomizer() {},
                        ticker,
                        () -> Runnable::run);
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        return new PipelinesByHand(new Pipelines(breakers, factory, registry), factory, registry);
    }
}
