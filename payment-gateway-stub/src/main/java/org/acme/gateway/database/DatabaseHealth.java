package org.acme.gateway.database;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.acme.chassis.health.SampledDatabase;
import org.eclipse.microprofile.health.Startup;

/**
 * Up while the ledger answers. The pool has more connections than there are threads for database
 * work, so one is free for this check.
 */
@Startup
@Wellness
@Singleton
final class DatabaseHealth extends SampledDatabase {

    private static final int TIMEOUT_SECONDS = 2;

    DatabaseHealth(DataSource database) {
        super(() -> look(database));
    }

    private static void look(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(TIMEOUT_SECONDS)) {
                throw new SQLException("the connection is not valid");
            }
        }
    }
}
