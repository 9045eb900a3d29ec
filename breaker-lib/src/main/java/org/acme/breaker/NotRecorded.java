package org.acme.breaker;

import org.acme.breaker.internal.Failures;

/**
 * Marks an exception that says nothing about the health of what was called: a full bulkhead, a used
 * up rate, the caller's own deadline, another breaker's refusal. A breaker ignores it and gives a
 * probe's permit back, whatever else is configured.
 */
public interface NotRecorded {

    /** Whether the marker still holds for this exception. Must not throw. */
    default boolean isNotRecorded() {
        return true;
    }

    /** Whether {@code thrown}, or the failure that a future wrapped in it, says nothing. */
    static boolean holdsFor(Throwable thrown) {
        return Failures.unwrap(thrown) instanceof NotRecorded marked && marked.isNotRecorded();
    }
}
