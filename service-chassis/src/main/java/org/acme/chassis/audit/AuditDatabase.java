package org.acme.chassis.audit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.acme.chassis.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads for the auditor on a separate thread and connection pool, so that the auditor gets an
 * answer even if requests use all workers and all other connections. Thread-safe.
 */
public final class AuditDatabase {

    /** Readers that may wait for the thread; further ones get a 503 at once. */
    private static final int QUEUE = 16;

    private final Jdbi jdbi;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    30,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE),
                    AuditDatabase::daemon);

    /** Reads through {@code connection}; a pool of one is enough. */
    public AuditDatabase(DataSource connection) {
        this.jdbi = Jdbi.create(connection);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Ends the thread of the auditor. */
    public void stop() {
        thread.shutdownNow();
    }

    /** Returns the SQL access for reads within {@link #read}. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Runs a read on the auditor's thread; its exception is the failure. */
    public <T> Uni<T> read(Supplier<T> read) {
        return Uni.createFrom().emitter(emitter -> submit(read, emitter));
    }

    private <T> void submit(Supplier<T> read, UniEmitter<? super T> emitter) {
        try {
            thread.execute(() -> run(read, emitter));
        } catch (RejectedExecutionException full) {
            emitter.fail(
                    ProblemException.unavailable(
                            "audit-busy",
                            "Too many readers of the audit trail",
                            QUEUE + " readers wait for the audit trail already",
                            Duration.ofSeconds(1)));
        }
    }

    private static <T> void run(Supplier<T> read, UniEmitter<? super T> emitter) {
        T result;
        try {
            result = read.get();
        } catch (Throwable failure) {
            emitter.fail(failure);
            return;
        }
        emitter.complete(result);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "audit");
        thread.setDaemon(true);
        return thread;
    }
}
