package org.acme.chassis.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import org.acme.chassis.health.DatabaseSample.Look;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A health check that reads the last result of a {@link DatabaseSample}. A service extends it with
 * its own check, and annotates that class with {@code @Startup}, {@code @Wellness} and {@code
 * @Singleton}.
 *
 * <p>It is never {@code @Readiness}: the database is shared, so every replica would become unready
 * at once, and callers would get refused connections instead of a 503 with {@code Retry-After}.
 */
public abstract class SampledDatabase implements AsyncHealthCheck {

    private final DatabaseSample sample;

    /** Is up while {@code look} returns. */
    protected SampledDatabase(Look look) {
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
