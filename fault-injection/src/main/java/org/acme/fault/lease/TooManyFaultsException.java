package org.acme.fault.lease;

/** Thrown when too many leases are active; one must end before another can start. */
public final class TooManyFaultsException extends Exception {

    private static final long serialVersionUID = 1L;

    TooManyFaultsException(int limit) {
        super(
                "%d faults are active, no more are allowed (faults.max-leases); end one first"
                        .formatted(limit));
    }
}
