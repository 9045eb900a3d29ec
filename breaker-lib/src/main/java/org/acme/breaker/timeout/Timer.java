package org.acme.breaker.timeout;

/**
 * Runs something later, for timeouts and for the waits between attempts. Thread-safe.
 *
 * <p>There are two kinds of work. What is {@linkplain #schedule scheduled} is the library's own: it
 * decides, interrupts and hands over, and never runs code of users. What is {@linkplain #handOver
 * handed over} may run code of users, which may block.
 *
 * <p>{@link #shared()} is what every part uses unless it is given another. {@link DaemonTimer} makes
 * more of them, with threads or an executor of the application's choice.
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
     * Runs code of users soon: on another thread than the timer's own where there is one, so that it
     * delays no other timeout. Called by scheduled tasks. The default runs it at once.
     */
    default void handOver(Runnable usersCode) {
        usersCode.run();
    }

    /** Hands {@code usersCode} {@linkplain #handOver over} after {@code nanos}. */
    default Pending scheduleUsersCode(Runnable usersCode, long nanos) {
        return schedule(() -> handOver(usersCode), nanos);
    }

    /** Something that has yet to run. */
    @FunctionalInterface
    interface Pending {

        /** Doesn't run it, unless it has begun. */
        void cancel();
    }

    /** The timer of the whole process: {@link DaemonTimer#shared()}. */
    static Timer shared() {
        return DaemonTimer.shared();
    }
}
