package org.acme.inventory.database;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database once a second whether it is there, on a thread and a connection of its own: neither a busy pool nor
 * busy workers can keep readiness from an answer, and nobody who asks for it ever waits for the database.
 */
@Startup
@Singleton
public class DatabaseSampler {

    private static final Logger LOG = Logger.getLogger(DatabaseSampler.class);
    private static final int ANSWER_WITHIN_SECONDS = 2;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final String url;
    private final Properties properties = new Properties();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DatabaseSampler::daemon);

    /** Written by the sampling thread only. */
    private volatile Sample last = new Sample(false, System.nanoTime());

    /** Used by the sampling thread only. */
    private @Nullable Connection connection;

    DatabaseSampler(
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

    @PostConstruct
    void start() {
        thread.scheduleWithFixedDelay(this::sample, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** What the last look at the database said. */
    public Sample last() {
        return last;
    }

    private void sample() {
        // A connection that died says little about the database: a fresh one decides.
        boolean up = stillConnected() || connects();
        if (up != last.up()) {
            LOG.infof("database %s", up ? "answers" : "doesn't answer");
        }
        last = new Sample(up, System.nanoTime());
    }

    private boolean stillConnected() {
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

    private boolean connects() {
        try {
            connection = DriverManager.getConnection(url, properties);
            return true;
        } catch (SQLException e) {
            LOG.debugf("database: %s", e.getMessage());
            return false;
        }
    }

    private void close() {
        try (Connection old = connection) {
            connection = null;
        } catch (SQLException e) {
            LOG.debugf("closing a dead connection: %s", e.getMessage());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "database-sampler");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * One look at the database.
     *
     * @param up whether it answered
     * @param takenAt when, in ticks of {@link System#nanoTime()}
     */
    public record Sample(boolean up, long takenAt) {

        /** How old it is. */
        public Duration age() {
            return Duration.ofNanos(System.nanoTime() - takenAt);
        }
    }
}
