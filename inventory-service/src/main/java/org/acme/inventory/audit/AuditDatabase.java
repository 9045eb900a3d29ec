package org.acme.inventory.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads for the auditor on one thread and one connection of their own. Reservations that have taken every worker and every other connection do not
 * keep the auditor from its answer.
 */
@Singleton
public class AuditDatabase {

    /** Readers that may wait for the thread; any further one is answered 503 at once. */
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

    AuditDatabase(@DataSource("audit") AgroalDataSource connection) {
        this.jdbi = Jdbi.create(connection);
        thread.allowCoreThreadTimeOut(true);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Runs a read on the thread; what it throws is the failure. */
    <T> Uni<T> read(Supplier<T> read) {
        return Uni.createFrom().emitter(emitter -> submit(read, emitter));
    }

    private <T> void submit(Supplier<T> read, UniEmitter<? super T> emitter) {
        try {
            thread.execute(() -> run(read, emitter));
        } catch (RejectedExecutionException full) {
            emitter.fail(
                    new ProblemException(
                            Problem.of(
                                    503,
                                    "audit-busy",
                                    "Too many readers of the audit trail",
                                    QUEUE + " readers wait for the audit trail already")));
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
