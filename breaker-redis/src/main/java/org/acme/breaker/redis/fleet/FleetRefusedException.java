package org.acme.breaker.redis.fleet;

/** The store does not let this replica into the fleet; the message says why, and what to do. */
public final class FleetRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the operator. */
    public FleetRefusedException(String message) {
        super(message, null, false, false);
    }
}
