package org.acme.breaker.quarkus.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.acme.breaker.CircuitBreakerRegistry;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Reports the states of all breakers in the health group {@code breakers}. Always up, and not part
 * of readiness: an open breaker keeps the application healthy. Never blocks.
 */
@HealthGroup("breakers")
@Singleton
public final class BreakersHealth implements AsyncHealthCheck {

    private final CircuitBreakerRegistry registry;

    BreakersHealth(CircuitBreakerRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::states);
    }

    private HealthCheckResponse states() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("breakers").up();
        registry.states().forEach((name, state) -> response.withData(name, state.label()));
        return response.build();
    }
}
