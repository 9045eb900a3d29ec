package org.acme.fault.kind;

/** The lease of a fault, as the kinds of faults see it. For any thread. */
public interface Lease {

    /** Something that waits for this lease. Told from any thread, possibly twice. */
    interface Parked {
        void leaseEnded();
    }

    /** Whether its time is up, even if the timer that ends it is late. */
    boolean isOver();

    /** How long ago it started. */
    long elapsedNanos();

    /** The request has met, or meets now, what the fault does. */
    void countApplied();

    /** The fault could do nothing to the request: its place of the limit is free for another one. */
    void countSkipped();

    /** Tells {@code one} when the lease ends; at once if it has ended. */
    void park(Parked one);

    void unpark(Parked one);
}
