package org.acme.inventory.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.acme.chassis.readiness.DatabaseSample;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answered a moment ago, on a connection that nobody else uses. */
@Singleton
final class DatabaseReadiness {

    private final DatabaseSample sample;

    DatabaseReadiness(OwnConnection connection) {
        this.sample = new DatabaseSample(connection::check);
    }

    void start(@Observes StartupEvent started) {
        sample.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        sample.stop();
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck check() {
        return sample.readiness();
    }
}
