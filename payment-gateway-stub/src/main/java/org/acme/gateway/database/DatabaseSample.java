package org.acme.gateway.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Looks at the database every second on a thread of its own, so that whoever asks gets an answer at once, even while
 * the database hangs. A look that is too old counts as none.
 */
@Startup
@Singleton
final class DatabaseSample {

    private static final Duration TOO_OLD = Duration.ofSeconds(5);
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final LongSupplier ticker;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DatabaseSample::daemon);

    /** Written by the sampling thread only, in one piece. */
    private volatile Look last;

    private record Look(boolean good, long tick) {}

    @jakarta.inject.Inject
    DatabaseSample(DataSource database) {
        this(database, System::nanoTime);
    }

    DatabaseSample(DataSource database, LongSupplier ticker) {
        this.database = database;
        this.ticker = ticker;
        this.last = new Look(false, ticker.getAsLong());
    }

    @PostConstruct
    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** Whether the database answered lately. */
    boolean isGood() {
        Look look = last;
        return look.good() && ticker.getAsLong() - look.tick() <= TOO_OLD.toNanos();
    }

    void look() {
        boolean good;
        try (Connection connection = database.getConnection()) {
            good = connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException | RuntimeException e) {
            good = false;
        }
        last = new Look(good, ticker.getAsLong());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "database-sample");
        thread.setDaemon(true);
        return thread;
    }
}
