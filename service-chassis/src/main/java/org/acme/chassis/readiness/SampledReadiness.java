package org.acme.chassis.readiness;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import org.acme.chassis.readiness.DatabaseSample.Look;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A readiness check that reads the last result of a {@link DatabaseSample}. A service extends it
 * with its own check, and annotates that class with {@code @Readiness} and {@code @Singleton}.
 */
public abstract class SampledReadiness implements AsyncHealthCheck {

    private final DatabaseSample sample;

    /** Is ready while {@code look} returns. */
    protected SampledReadiness(Look look) {
        this.sample = new DatabaseSample(look, System::nanoTime);
    }

    /** Runs the first check before the first request. */
    public final void start(@Observes StartupEvent started) {
        sample.start();
    }

    /** Ends the periodic checks. */
    public final void stop(@Observes ShutdownEvent stopping) {
        sample.stop();
    }

    @Override
    public final Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(
                        () ->
                                HealthCheckResponse.named("database")
                                        .status(sample.isUp())
                                        .withData("last look", sample.words())
                                        .build());
    }
}
