package org.acme.breaker.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs exceptions of user code after which the library goes on. Logging itself never throws, not
 * even if the log is broken or the stack is used up, because the caller is in the middle of a call.
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
            // No other place to report it is left.
        }
    }
}
