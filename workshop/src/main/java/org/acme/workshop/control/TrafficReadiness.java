package org.acme.workshop.control;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.acme.workshop.traffic.Traffic;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as it can answer: the control room must show lanes that are down, so they don't
 * make it unready. Answers on the event loop.
 */
@Readiness
@ApplicationScoped
class TrafficReadiness implements AsyncHealthCheck {

    private final Traffic traffic;

    @Inject
    TrafficReadiness(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(
                        () ->
                                HealthCheckResponse.named("traffic")
                                        .up()
                                        .withData("state", traffic.state().label())
                                        .build());
    }
}
