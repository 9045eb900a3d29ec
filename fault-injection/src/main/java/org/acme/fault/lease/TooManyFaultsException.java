package org.acme.fault.lease;

/** No further lease may start before another one has ended. */
public final class TooManyFaultsException extends Exception {

    private static final long serialVersionUID = 1L;

    TooManyFaultsException(int limit) {
        super(
                "%d faults are active, no more are allowed (faults.max-leases); end one first"
                        .formatted(limit));
    }
}
