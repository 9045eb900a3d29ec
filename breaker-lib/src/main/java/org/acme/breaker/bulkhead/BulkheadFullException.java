package org.acme.breaker.bulkhead;

import org.acme.breaker.NotCalled;

/** Thrown when too many calls are in flight; nothing was called. It has no stack trace. */
public final class BulkheadFullException extends RuntimeException implements NotCalled {

    private static final long serialVersionUID = 1L;

    private final String bulkheadName;

    BulkheadFullException(String bulkheadName, int maxConcurrent) {
        super(
                "bulkhead '"
                        + bulkheadName
                        + "' is full: "
                        + maxConcurrent
                        + " calls are in flight",
                null,
                true,
                false);
        this.bulkheadName = bulkheadName;
    }

    /** Returns the name of the bulkhead that rejected the call. */
    public String bulkheadName() {
        return bulkheadName;
    }
}
