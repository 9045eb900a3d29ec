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
 * The threads of asynchronous methods: the application's managed executor where it has one, so that
 * contexts go along; otherwise as many daemon threads as are needed.
 */
@Singleton
public final class Workers implements Executor, Timer {

    private static final FailureLog LOG = new FailureLog("managed executor");
    private static final String MANAGED = "org.eclipse.microprofile.context.ManagedExecutor";

    private final Instance<Object> beans;

    /** The application's, which makes this bean as it starts. */
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Found at the first call: an application's executor isn't there before it has started. */
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
     * Runs the task on the calling thread. Looks for the executor first: later attempts are handed
     * over by the timer, which may not.
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

    /** Its class may be missing, and then nobody has such an executor. */
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
     * As many daemon threads as are needed. They inherit nothing from the caller that happens to
     * need them first, and what a task leaves behind isn't there for the next one.
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
