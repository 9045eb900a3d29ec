package org.acme.breaker.timeout;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * Runs what follows when time is up: cancels work, completes callers' stages, begins attempts. All
 * of that may run user code, and user code may block.
 *
 * <p>One thread is enough while nothing blocks: a burst of a thousand timeouts starts no second
 * one. When a task has waited for {@value #GROW_AFTER_MILLIS} ms, the number of threads doubles, up
 * to {@value #MOST_THREADS}; a slow continuation of one caller delays the others by that time.
 * While all threads are blocked, further tasks wait in a queue until one of them returns; the
 * alternative would be an unlimited number of threads. No task is lost, and nothing else waits: the
 * timer's thread interrupts blocking calls and decides asynchronous ones. When all threads are
 * blocked, a warning is logged, at most once a minute. Idle threads end after {@value
 * #IDLE_SECONDS} s.
 */
final class ContinuationThreads implements Executor {

    static final int MOST_THREADS = 32;
    static final long GROW_AFTER_MILLIS = 2;
    static final long IDLE_SECONDS = 10;
    private static final long WARNING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final FailureLog LOG = new FailureLog("timer");
    private static final System.Logger WARNINGS = System.getLogger(DaemonTimer.class.getName());

    private record Task(Runnable body, long since) {}

    private final String name;
    private final Timer timer;
    private final Ticker ticker = Ticker.system();

    /** Guards the fields below; held briefly, never while a task runs. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition added = lock.newCondition();
    private final Queue<Task> line = new ArrayDeque<>();
    private int threads;
    private int idle;
    private int started;
    private boolean watched;
    private boolean closed;
    private long lastWarning;

    ContinuationThreads(String name, Timer timer) {
        this.name = name;
        this.timer = timer;
        this.lastWarning = ticker.nanos() - WARNING_NANOS;
    }

    @Override
    public void execute(Runnable body) {
        lock.lock();
        try {
            line.add(new Task(body, ticker.nanos()));
            if (idle > 0) {
                added.signal();
            } else if (threads == 0) {
                startThread();
            }
            watch();
        } finally {
            lock.unlock();
        }
    }

    /** Schedules the next check for waiting tasks; at most one is pending. */
    private void watch() {
        if (watched || line.isEmpty()) {
            return;
        }
        try {
            timer.schedule(this::grow, TimeUnit.MILLISECONDS.toNanos(GROW_AFTER_MILLIS));
            watched = true;
        } catch (RejectedExecutionException closedTimer) {
            startThread();
        }
    }

    private void grow() {
        lock.lock();
        try {
            watched = false;
            Task first = line.peek();
            boolean late =
                    first != null
                            && ticker.nanos() - first.since()
                                    >= TimeUnit.MILLISECONDS.toNanos(GROW_AFTER_MILLIS);
            if (late && threads >= MOST_THREADS) {
                warn();
            }
            int more = late ? Math.min(Math.max(1, threads), line.size()) : 0;
            for (int i = 0; i < more; i++) {
                startThread();
            }
            watch();
        } finally {
            lock.unlock();
        }
    }

    /** Logs on a separate thread: the log may block, and the timer's thread must not. */
    private void warn() {
        long now = ticker.nanos();
        if (now - lastWarning < WARNING_NANOS) {
            return;
        }
        lastWarning = now;
        String text =
                "All "
                        + MOST_THREADS
                        + " threads "
                        + name
                        + "-… are blocked by continuations of asynchronous calls, and "
                        + line.size()
                        + " more tasks wait in line: timed-out answers complete late. Don't block in"
                        + " continuations, or give the timer an executor: DaemonTimer.named(name,"
                        + " executor).";
        try {
            DaemonThreads.named(name + "-warning", () -> WARNINGS.log(Level.WARNING, text)).start();
        } catch (Throwable noThread) {
            // The warning is optional, and the next minute brings another.
        }
    }

    /** Starts a thread; if the system has none left, the next check tries again. */
    private void startThread() {
        if (threads >= MOST_THREADS) {
            return;
        }
        threads++;
        started++;
        try {
            DaemonThreads.named(name + "-" + started, this::work).start();
        } catch (Throwable noThread) {
            threads--;
            LOG.logAndContinue(noThread);
        }
    }

    private void work() {
        Thread self = Thread.currentThread();
        ClassLoader loader = self.getContextClassLoader();
        while (runNext()) {
            forget(self, loader);
        }
    }

    /**
     * Runs the next task, if any. A separate method, because its frame would keep the last task
     * reachable while idle.
     */
    private boolean runNext() {
        Task task = next();
        if (task == null) {
            return false;
        }
        try {
            task.body().run();
        } catch (Throwable thrown) {
            LOG.logAndContinue(thrown);
        }
        return true;
    }

    /** Resets the thread, because the next task may belong to another caller. */
    private static void forget(Thread self, @Nullable ClassLoader loader) {
        Thread.interrupted();
        self.setContextClassLoader(loader);
    }

    /** Returns the next task; {@code null} if this thread should end. */
    private @Nullable Task next() {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
            while (line.isEmpty()) {
                if (closed || left <= 0) {
                    threads--;
                    return null;
                }
                left = awaitTask(left);
            }
            return line.remove();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller's
    private long awaitTask(long nanos) {
        idle++;
        try {
            return added.awaitNanos(nanos);
        } catch (InterruptedException notForUs) {
            return nanos;
        } finally {
            idle--;
        }
    }

    /** Returns the number of threads. */
    int threads() {
        lock.lock();
        try {
            return threads;
        } finally {
            lock.unlock();
        }
    }

    /** Ends threads as soon as they have nothing to do. */
    void close() {
        lock.lock();
        try {
            closed = true;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
