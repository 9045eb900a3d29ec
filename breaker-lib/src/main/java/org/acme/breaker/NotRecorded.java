package org.acme.breaker;

import org.acme.breaker.internal.Failures;

/**
 * Marks an exception that says nothing about the health of the dependency: a full bulkhead, an
 * exceeded rate, the caller's own deadline, the rejection of another breaker. A breaker does not
 * record it and gives back the permit of a probe, whatever its configuration.
 */
public interface NotRecorded {

    /** Whether the marker still applies to this exception. Must not throw. */
    default boolean isNotRecorded() {
        return true;
    }

    /** Whether {@code thrown}, or the failure inside a future's wrapper, is not to be recorded. */
    static boolean holdsFor(Throwable thrown) {
        return Failures.unwrap(thrown) instanceof NotRecorded marked && marked.isNotRecorded();
    }
}
