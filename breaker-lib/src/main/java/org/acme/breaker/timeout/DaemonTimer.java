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
 * The library's timer: one daemon thread that decides, and a few that run what follows.
 *
 * <p><b>The timer's thread</b> ({@code NAME}) runs no code of users. When time is up it interrupts a
 * blocking call, or claims the answer of an asynchronous one, so that the work's result comes too
 * late from then on. It waits for nobody: not for the common pool of the JDK, not for a lock that is
 * held while code of users runs.
 *
 * <p><b>What follows</b> is handed over: cancelling the work, asking the caller's exception factory,
 * recording in the breaker (whose classifier and listeners are code of users), completing the
 * caller's stage (which runs its continuations), beginning the next attempt. By default daemon
 * threads of the timer do that ({@code NAME-continuation-1} …): one as long as nothing blocks; after
 * 2 ms in line twice as many, at most 32. A continuation that blocks delays others by these 2 ms.
 * While 32 of them block, what comes later waits in line until one returns. An application that has
 * to block in so many continuations gives the timer an {@link Executor}, such as one of virtual
 * threads. If that executor refuses a task, the timer's own threads run it.
 *
 * <p><b>Threads</b>: none until the first use, 33 at most, none after ten idle seconds. They inherit
 * nothing from the caller that started them (no context class loader, thread locals, access context,
 * thread group), and an interrupt or context class loader that a task leaves behind is reset.
 *
 * <p><b>Closing</b> ends the threads as soon as nothing is pending. Timeouts and waits that have begun
 * still end on time, because every answer must; new ones are refused with {@link
 * RejectedExecutionException}. Only {@link #shared()} starts anew when it is used after that, so
 * that a container may close it without breaking anybody. {@code close()} doesn't wait. Thread-safe.
 */
public final class DaemonTimer implements Timer, AutoCloseable {

    private static final FailureLog LOG = new FailureLog("timer");

    /** Has no thread before its first use either. */
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

    /** The timer of the whole process; its threads are called {@code breaker-timer…}. */
    public static DaemonTimer shared() {
        return SHARED;
    }

    /** A timer of its own, whose threads are called {@code name…}. */
    public static DaemonTimer named(String name) {
        return new DaemonTimer(name, null, false);
    }

    /** A timer of its own that hands continuations and other code of users to {@code executor}. */
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

    /** How many threads there are for what is handed over. */
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

    /** Those of one opening. Made without any thread. */
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

        /** What has been scheduled still runs, on time. */
        void close() {
            clock.shutdown();
            continuations.close();
        }
    }
}
