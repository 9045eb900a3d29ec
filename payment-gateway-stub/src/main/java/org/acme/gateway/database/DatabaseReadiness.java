package org.acme.gateway.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without the ledger. Answers from the last sample, without waiting for anything. */
@Readiness
@Singleton
final class DatabaseReadiness implements AsyncHealthCheck {

    private final DatabaseSample sample;

    DatabaseReadiness(DatabaseSample sample) {
        this.sample = sample;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("database").status(sample.isGood()).build());
    }
}
