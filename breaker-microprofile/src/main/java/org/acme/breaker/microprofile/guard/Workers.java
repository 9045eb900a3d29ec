package org.acme.breaker.microprofile.guard;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous methods: on the application's managed executor if there is one, which
 * propagates contexts, otherwise on daemon threads, created as needed.
 */
@Singleton
public final class Workers implements Executor, Timer {

    private static final FailureLog LOG = new FailureLog("managed executor");
    private static final String MANAGED = "org.eclipse.microprofile.context.ManagedExecutor";

    private final Instance<Object> beans;

    /** The application's class loader: this bean is created while the application starts. */
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /**
     * Looked up at the first call, because an application's executor does not exist before its
     * start.
     */
    private volatile @Nullable Executor executor;

    private @Nullable ExecutorService own;

    /** Made by the container. */
    public Workers(@Any Instance<Object> beans) {
        this.beans = beans;
    }

    @Override
    public void execute(Runnable task) {
        Executor found = executor;
        (found == null ? find() : found).execute(task);
    }

    @Override
    public Pending schedule(Runnable task, long nanos) {
        return Timer.shared().schedule(task, nanos);
    }

    /**
     * Hands the task to the application's executor if it is known already, otherwise to the bounded
     * threads of the library's timer. Called on the timer's thread, so it never looks for the
     * executor: the application's producer may block. If the executor refuses the task, however it
     * does so, the timer's threads run it.
     */
    @Override
    public void handOver(Runnable usersCode) {
        Executor found = executor;
        if (found != null && !(found instanceof Threads)) {
            try {
                found.execute(usersCode);
                return;
            } catch (Throwable refused) {
                LOG.logAndContinue(refused);
            }
        }
        Timer.shared().handOver(usersCode);
    }

    /**
     * Runs the task on the calling thread. Looks up the executor first, because the timer's
     * threads, which start later attempts, must not.
     */
    void runHere(Runnable task) {
        if (executor == null) {
            find();
        }
        task.run();
    }

    private synchronized Executor find() {
        Executor found = executor;
        if (found == null) {
            Executor managed = managed();
            found = managed == null ? ownThreads() : managed;
            executor = found;
        }
        return found;
    }

    /** If the class is missing, the application has no such executor. */
    private @Nullable Executor managed() {
        try {
            Class<?> type = Class.forName(MANAGED, false, getClass().getClassLoader());
            Instance<?> candidates = beans.select(type);
            return candidates.isResolvable() ? (Executor) candidates.get() : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private ExecutorService ownThreads() {
        ExecutorService threads = new Threads(loader);
        own = threads;
        return threads;
    }

    /**
     * Creates daemon threads as needed. They inherit nothing from the caller that starts them, and
     * a task finds nothing that an earlier task left behind.
     */
    private static final class Threads extends ThreadPoolExecutor {

        private final @Nullable ClassLoader loader;

        Threads(@Nullable ClassLoader loader) {
            super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
            this.loader = loader;
            AtomicInteger number = new AtomicInteger();
            setThreadFactory(task -> thread(task, number.incrementAndGet()));
        }

        private Thread thread(Runnable task, int number) {
            Thread thread = new Thread(null, task, "breaker-async-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    /** Ends the threads of this pool. */
    @PreDestroy
    public synchronized void close() {
        if (own != null) {
            own.shutdownNow();
        }
    }
}
