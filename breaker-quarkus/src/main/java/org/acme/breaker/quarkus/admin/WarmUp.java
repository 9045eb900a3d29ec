package org.acme.breaker.quarkus.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.jboss.logging.Logger;

/**
 * Serializes the documents once at startup. The first reader often comes during an incident, when
 * the event loop has no time to let Jackson prepare its serializers.
 */
final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    void start(@Observes StartupEvent event, BreakersConfig config, ObjectMapper json) {
        if (!config.admin().enabled()) {
            return;
        }
        CircuitBreaker sample = CircuitBreaker.of("warm-up", CircuitBreakerConfig.defaults());
        sample.forceOpen();
        try {
            json.writeValueAsBytes(BreakerDocument.of(sample, null, false));
            json.writeValueAsBytes(Problem.of(404, "warm-up", "Warm-up", "never sent"));
        } catch (JsonProcessingException e) {
            LOG.warn("documents about breakers cannot be written", e);
        }
    }
}
