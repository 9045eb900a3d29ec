package org.acme.breaker.timeout;

/**
 * Runs tasks later, for timeouts and for the waits between attempts. Thread-safe.
 *
 * <p>There are two kinds of tasks. {@linkplain #schedule Scheduled} tasks belong to the library:
 * they decide, interrupt and hand over, and never run user code. Tasks that are {@linkplain
 * #handOver handed over} may run user code, which may block.
 *
 * <p>Every part uses {@link #shared()} unless it is given another timer. {@link DaemonTimer}
 * creates others, with its own threads or with an executor of the application.
 */
@FunctionalInterface
public interface Timer {

    /**
     * Runs {@code task}, which must be quick and not throw, after {@code nanos}.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the timer is closed
     */
    Pending schedule(Runnable task, long nanos);

    /**
     * Runs user code soon: on another thread than the timer's own if there is one, so that it
     * delays no other timeout. Scheduled tasks call this. The default runs it at once.
     */
    default void handOver(Runnable usersCode) {
        usersCode.run();
    }

    /** Hands {@code usersCode} {@linkplain #handOver over} after {@code nanos}. */
    default Pending scheduleUsersCode(Runnable usersCode, long nanos) {
        return schedule(() -> handOver(usersCode), nanos);
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Pending {

        /** Cancels the task, unless it has begun. */
        void cancel();
    }

    /** Returns the timer of the whole process: {@link DaemonTimer#shared()}. */
    static Timer shared() {
        return DaemonTimer.shared();
    }
}
