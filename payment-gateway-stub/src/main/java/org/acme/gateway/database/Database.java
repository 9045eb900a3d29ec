package org.acme.gateway.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs SQL on separate threads, fewer than there are connections. Work that finds the queue full
 * fails at once with a {@link RejectedExecutionException} instead of waiting without a limit.
 */
@Startup
@Singleton
public final class Database {

    private final Jdbi jdbi;
    private final ThreadPoolExecutor threads;

    @Inject
    Database(DataSource dataSource, DatabaseConfig config) {
        this(Jdbi.create(dataSource), config);
    }

    Database(Jdbi jdbi, DatabaseConfig config) {
        this.jdbi = jdbi;
        int size = check("gateway.database.threads", config.threads(), 64);
        int queue = check("gateway.database.queue", config.queue(), 10_000);
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(queue),
                        named("database-"));
        this.threads.allowCoreThreadTimeOut(true);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
    }

    /** Runs {@code work} in one transaction; an exception rolls it back and is the failure. */
    public <T> Uni<T> inTransaction(Function<Handle, T> work) {
        return queue(() -> jdbi.<T, RuntimeException>inTransaction(work::apply));
    }

    /** Runs {@code work} without a transaction: each statement commits itself. */
    public <T> Uni<T> call(Function<Handle, T> work) {
        return queue(() -> jdbi.<T, RuntimeException>withHandle(work::apply));
    }

    private interface Work<T> {
        T run();
    }

    private <T> Uni<T> queue(Work<T> work) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            try {
                                threads.execute(() -> run(work, emitter));
                            } catch (RejectedExecutionException full) {
                                emitter.fail(full);
                            }
                        });
    }

    private static <T> void run(Work<T> work, UniEmitter<? super T> emitter) {
        T result;
        try {
            result = work.run();
        } catch (Throwable failure) {
            emitter.fail(failure);
            return;
        }
        emitter.complete(result);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> new Thread(work, prefix + number.incrementAndGet());
    }

    private static int check(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from 1 to %d, but is %d".formatted(key, most, value));
        }
        return value;
    }
}
