package org.acme.fault.lease;

import java.time.Duration;

/** Runs something later, once, without holding a thread meanwhile. */
@FunctionalInterface
public interface Timers {

    /** Plans {@code action}; the answer forgets it, if it has not run yet. */
    Runnable after(Duration delay, Runnable action);
}
