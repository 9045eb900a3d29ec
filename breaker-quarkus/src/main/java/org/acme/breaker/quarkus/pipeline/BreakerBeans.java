package org.acme.breaker.quarkus.pipeline;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;

/** The parts that an application may replace by beans of its own. */
final class BreakerBeans {

    @Produces
    @Singleton
    @DefaultBean
    Ticker ticker() {
        return Ticker.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    CircuitBreakerRegistry registry(Ticker ticker) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), ticker);
    }
}
