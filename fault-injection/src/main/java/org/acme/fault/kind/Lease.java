package org.acme.fault.kind;

/** The lease of a fault, as the fault kinds see it. Thread-safe. */
public interface Lease {

    /** Something that is parked for this lease. Called from any thread, possibly twice. */
    interface Parked {
        void leaseEnded();
    }

    /** Whether its time is up, even if the timer that ends it is late. */
    boolean isOver();

    /** Returns the nanoseconds since it started. */
    long elapsedNanos();

    /** Counts a request to which the fault was applied. */
    void countApplied();

    /** Counts a request to which the fault could not be applied; it does not use up the limit. */
    void countSkipped();

    /** Notifies {@code one} when the lease ends; at once if it has ended. */
    void park(Parked one);

    void unpark(Parked one);
}
