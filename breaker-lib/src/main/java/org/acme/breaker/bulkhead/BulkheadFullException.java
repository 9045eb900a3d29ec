package org.acme.breaker.bulkhead;

import org.acme.breaker.NotCalled;

/** Too many calls are under way; nothing was called. Carries no stack trace. */
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

    /** The bulkhead that refused. */
    public String bulkheadName() {
        return bulkheadName;
    }
}
