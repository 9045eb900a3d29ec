package org.acme.breaker.quarkus.pipeline;

import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.quarkus.config.BreakersConfig;

/** Pipelines as an application would have them, without the application. */
public record PipelinesByHand(
        Pipelines pipelines, PipelineFactory factory, CircuitBreakerRegistry registry) {

    /** Configured so, on that clock. */
    public static PipelinesByHand of(BreakersConfig config, Ticker ticker) {
        PipelineFactory factory =
                new PipelineFactory(config, name -> new PipelineCustomizer() {}, ticker);
        CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
        return new PipelinesByHand(new Pipelines(config, factory, registry), factory, registry);
    }
}
