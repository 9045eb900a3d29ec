package org.acme.checkout.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.acme.chassis.readiness.DatabaseSample;
import org.acme.checkout.order.Backlog;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers the look at the backlog, which gauges and the backlog's limit read
 * too. An open breaker is no reason to be unready: answering with a fallback is what this service is
 * ready for.
 */
@Singleton
final class DatabaseReadiness {

    private final DatabaseSample sample;

    DatabaseReadiness(Backlog backlog) {
        this.sample = new DatabaseSample(backlog::sample);
    }

    /** The first look comes before the first request: a long backlog is no news after a restart. */
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
