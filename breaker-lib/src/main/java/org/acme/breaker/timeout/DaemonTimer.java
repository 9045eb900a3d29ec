package org.acme.breaker.timeout;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * The library's timer: one daemon thread that decides, and a few threads that run what follows.
 *
 * <p><b>The timer's thread</b> ({@code NAME}) runs no user code. When time is up it interrupts a
 * blocking call, or claims the answer of an asynchronous one, so that the work's result is late
 * from that moment. It never waits: not for the common pool of the JDK, and not for a lock that is
 * held while user code runs.
 *
 * <p><b>What follows</b> is handed to other threads: cancelling the work, calling the caller's
 * exception factory, recording in the breaker (whose classifier and listeners are user code),
 * completing the caller's stage (which runs its continuations), beginning the next attempt. By
 * default daemon threads of the timer do that ({@code NAME-continuation-1} …): one while nothing
 * blocks; each time a task has waited for 2 ms, twice as many, at most 32. A continuation that
 * blocks delays others by these 2 ms. While 32 of them block, later tasks wait until one returns.
 * An application that has to block in that many continuations gives the timer an {@link Executor},
 * such as one of virtual threads. If that executor rejects a task, the timer's own threads run it.
 *
 * <p><b>Threads</b>: none before the first use, at most 33, none after ten idle seconds. They
 * inherit nothing from the caller that started them (no context class loader, thread locals, access
 * context, thread group), and an interrupt or context class loader that a task leaves behind is
 * reset.
 *
 * <p><b>Closing</b> ends the threads as soon as nothing is pending. Timeouts and waits that have
 * begun still end on time, because every answer must end; new ones are rejected with {@link
 * RejectedExecutionException}. Only {@link #shared()} starts again when it is used after that, so
 * that a container may close it without breaking other users. {@code close()} does not wait.
 * Thread-safe.
 */
public final class DaemonTimer implements Timer, AutoCloseable {

    private static final FailureLog LOG = new FailureLog("timer");

    /** The shared timer; it has no thread before its first use either. */
    private static final DaemonTimer SHARED = new DaemonTimer("breaker-timer", null, true);

    private final String name;
    private final @Nullable Executor given;
    private final boolean reopens;
    private volatile Threads threads;

    private DaemonTimer(String name, @Nullable Executor given, boolean reopens) {
        this.name = requireGiven(name, "timer.name", "a name");
        this.given = given;
        this.reopens = reopens;
        this.threads = new Threads(name);
    }

    /** Returns the timer of the whole process, whose threads are named {@code breaker-timer…}. */
    public static DaemonTimer shared() {
        return SHARED;
    }

    /** Creates a separate timer, whose threads are named {@code name…}. */
    public static DaemonTimer named(String name) {
        return new DaemonTimer(name, null, false);
    }

    /** Creates a separate timer that runs continuations and other user code on {@code executor}. */
    public static DaemonTimer named(String name, Executor executor) {
        return new DaemonTimer(
                name, requireGiven(executor, "timer.executor", "an executor"), false);
    }

    @Override
    public Pending schedule(Runnable task, long nanos) {
        while (true) {
            Threads now = threads;
            try {
                return now.schedule(task, nanos);
            } catch (RejectedExecutionException closed) {
                if (threads == now) {
                    throw closed;
                }
            }
        }
    }

    @Override
    public void handOver(Runnable usersCode) {
        Executor preferred = given;
        if (preferred != null) {
            try {
                preferred.execute(usersCode);
                return;
            } catch (Throwable refused) {
                LOG.logAndContinue(refused);
            }
        }
        threads.continuations.execute(usersCode);
    }

    /** Returns the number of continuation threads. */
    int continuationThreads() {
        return threads.continuations.threads();
    }

    /** Whether the timer's own thread runs. */
    boolean isRunning() {
        return threads.clock.getPoolSize() > 0;
    }

    @Override
    public void close() {
        Threads old = threads;
        if (reopens) {
            threads = new Threads(name);
        }
        old.close();
    }

    /** The threads from the first use to the closing. Created without a running thread. */
    private static final class Threads {

        private final ScheduledThreadPoolExecutor clock;
        private final ContinuationThreads continuations;

        Threads(String name) {
            clock = new ScheduledThreadPoolExecutor(1, task -> DaemonThreads.named(name, task));
            clock.setRemoveOnCancelPolicy(true);
            clock.setKeepAliveTime(ContinuationThreads.IDLE_SECONDS, TimeUnit.SECONDS);
            clock.allowCoreThreadTimeOut(true);
            continuations = new ContinuationThreads(name + "-continuation", this::schedule);
        }

        Pending schedule(Runnable task, long nanos) {
            Future<?> future = clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        /** Stops taking new tasks; scheduled ones still run, on time. */
        void close() {
            clock.shutdown();
            continuations.close();
        }
    }
}
