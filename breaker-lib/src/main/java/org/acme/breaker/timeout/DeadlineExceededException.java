package org.acme.breaker.timeout;

import org.acme.breaker.Uncounted;

/**
 * The time that the caller had for everything is over. That says nothing about the dependency, which
 * may have been called a moment before: breakers ignore it.
 */
public final class DeadlineExceededException extends RuntimeException implements Uncounted {

    private static final long serialVersionUID = 1L;

    /** Of the call called {@code name}. */
    public DeadlineExceededException(String name) {
        super(name + " did not end before the caller's deadline");
    }
}
