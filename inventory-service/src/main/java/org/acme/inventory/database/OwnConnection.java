package org.acme.inventory.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection outside the pool, so that a busy pool is not mistaken for a failed database. Not
 * thread-safe.
 */
@Singleton
class OwnConnection {

    private static final Logger LOG = Logger.getLogger(OwnConnection.class);
    private static final int ANSWER_WITHIN_SECONDS = 2;

    private final String url;
    private final Properties properties = new Properties();
    private @Nullable Connection connection;

    OwnConnection(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(ANSWER_WITHIN_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_WITHIN_SECONDS));
        properties.setProperty("ApplicationName", "inventory readiness");
    }

    /** Checks the database; a broken connection is replaced, and the new one decides. */
    void check() throws SQLException {
        if (!isAlive()) {
            connection = DriverManager.getConnection(url, properties);
        }
    }

    private boolean isAlive() {
        Connection current = connection;
        try {
            if (current != null && current.isValid(ANSWER_WITHIN_SECONDS)) {
                return true;
            }
        } catch (SQLException e) {
            LOG.debugf("database: %s", e.getMessage());
        }
        close();
        return false;
    }

    private void close() {
        try (Connection old = connection) {
            connection = null;
        } catch (SQLException e) {
            LOG.debugf("closing a dead connection: %s", e.getMessage());
        }
    }
}
