package org.acme.inventory.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answered a moment ago. Read from memory, so that it answers whatever else is stuck. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements AsyncHealthCheck {

    private static final Duration TOO_OLD = Duration.ofSeconds(5);

    private final DatabaseSampler sampler;

    DatabaseReadiness(DatabaseSampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        DatabaseSampler.Sample sample = sampler.last();
        return HealthCheckResponse.named("database")
                .status(sample.up() && sample.age().compareTo(TOO_OLD) <= 0)
                .withData("sampledMillisAgo", sample.age().toMillis())
                .build();
    }
}
