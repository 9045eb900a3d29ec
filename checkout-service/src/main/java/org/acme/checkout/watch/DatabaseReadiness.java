package org.acme.checkout.watch;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers. An open breaker is no reason to be unready: answering with a
 * fallback is what this service is ready for.
 */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements AsyncHealthCheck {

    private final Sampling sampling;

    public DatabaseReadiness(Sampling sampling) {
        this.sampling = sampling;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(
                        () ->
                                HealthCheckResponse.named("database")
                                        .status(sampling.databaseUp())
                                        .withData("last look", sampling.words())
                                        .build());
    }
}
