package org.acme.breaker.microprofile.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs exceptions of the application's code that do not end the guarded call. Never throws.
 *
 * @param part named in the log, such as {@code metrics}
 */
record FailureLog(String part) {

    private static final Logger LOG = System.getLogger(Invocation.class.getName());

    void logAndContinue(Throwable thrown) {
        try {
            LOG.log(Level.WARNING, part + " of a guarded method threw", thrown);
        } catch (Throwable logIsBroken) {
            // a failing log must not change the result of the call
        }
    }
}
