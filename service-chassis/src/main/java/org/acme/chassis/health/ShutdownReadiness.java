package org.acme.chassis.health;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Makes the service unready from the moment it is asked to stop; it still serves requests for
 * {@code quarkus.shutdown.delay}, until load balancers have noticed. Answers on the event loop:
 * Quarkus' own check for this needs a worker thread, and is left out for that reason. Thread-safe.
 */
@Readiness
@Singleton
public final class ShutdownReadiness implements AsyncHealthCheck {

    private volatile boolean stopping;

    void stop(@Observes ShutdownDelayInitiatedEvent asked) {
        stopping = true;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        return HealthCheckResponse.named("accepts requests").status(!stopping).build();
    }
}
