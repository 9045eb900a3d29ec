package org.acme.gateway.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.acme.chassis.readiness.DatabaseSample;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without the ledger. There are more connections than threads that work in the database. */
@Singleton
final class DatabaseReadiness {

    private static final int PATIENCE_SECONDS = 2;

    private final DatabaseSample sample;

    DatabaseReadiness(DataSource database) {
        this.sample = new DatabaseSample(() -> look(database));
    }

    private static void look(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                throw new SQLException("the connection is not valid");
            }
        }
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
