package org.acme.breaker.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs what code of users threw where the library goes on without it. Logging throws nothing itself,
 * not even where the log is broken or the stack is used up: the caller is in the middle of something.
 *
 * @param owner named in the log, such as {@code breaker 'payment'}
 */
public record FailureLog(String owner) {

    private static final Logger LOG = System.getLogger("org.acme.breaker.CircuitBreaker");

    /** Logs {@code thrown} as a warning. */
    public void logAndContinue(Throwable thrown) {
        try {
            LOG.log(Level.WARNING, owner + ": a listener or strategy threw", thrown);
        } catch (Throwable alsoFailed) {
            // There is nobody left to tell.
        }
    }
}
