package org.acme.breaker.microprofile.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs what the application's code threw where the guarded call goes on without it. Never throws.
 *
 * @param part named in the log, such as {@code metrics}
 */
record FailureLog(String part) {

    private static final Logger LOG = System.getLogger(Invocation.class.getName());

    void logAndContinue(Throwable thrown) {
        try {
            LOG.log(Level.WARNING, part + " of a guarded method threw", thrown);
        } catch (Throwable logIsBroken) {
            // The call's own answer matters more.
        }
    }
}
