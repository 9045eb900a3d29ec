package org.acme.fault.lease;

import java.time.Duration;

/** Runs an action later, once, without blocking a thread meanwhile. */
@FunctionalInterface
public interface Timers {

    /** Schedules {@code action}; the result cancels it, if it has not run yet. */
    Runnable after(Duration delay, Runnable action);
}
