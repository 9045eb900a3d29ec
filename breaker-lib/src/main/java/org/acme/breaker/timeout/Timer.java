package org.acme.breaker.timeout;

/** Runs something later. The library's own is one daemon thread that is started when first needed. */
@FunctionalInterface
public interface Timer {

    /** Runs {@code task}, which must be quick and not throw, after {@code nanos}. */
    Pending schedule(Runnable task, long nanos);

    /**
     * As {@link #schedule}, for tasks that run code of users, which may be slow: on another thread
     * than the timer's own where there is one, so that it holds up no other timeout.
     */
    default Pending scheduleUsersCode(Runnable task, long nanos) {
        return schedule(task, nanos);
    }

    /** Something that has yet to run. */
    @FunctionalInterface
    interface Pending {

        /** Doesn't run it, unless it has begun. */
        void cancel();
    }

    /** The shared daemon thread, {@code breaker-timer}. */
    static Timer shared() {
        return DaemonTimer.INSTANCE;
    }
}
