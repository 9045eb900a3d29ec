package org.acme.checkout.remote;

import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.DeadlineExceededException;

/**
 * Distinguishes outages, for which a fallback may answer, from defects in our own code, and
 * describes them.
 */
public final class Outage {

    private Outage() {}

    /** Whether a failure comes from the other service or from our protection against it. */
    public static boolean is(Throwable thrown) {
        return thrown instanceof RemoteFailure
                || thrown instanceof RemoteRejection
                || thrown instanceof CallNotPermittedException
                || thrown instanceof BulkheadFullException
                || thrown instanceof CallTimeoutException
                || thrown instanceof DeadlineExceededException;
    }

    /**
     * Describes an outage for the customer: short, and without numbers that change with each call.
     */
    public static String words(String service, Throwable thrown) {
        if (thrown instanceof CallNotPermittedException refused) {
            return switch (refused.reason()) {
                case OPEN -> "breaker " + service + " is open";
                case HALF_OPEN -> "breaker " + service + " is half-open";
                case RECOVERING -> "breaker " + service + " is recovering";
                case FORCED_OPEN -> "breaker " + service + " is forced open";
            };
        } else if (thrown instanceof BulkheadFullException) {
            return service + " is busy";
        } else if (thrown instanceof CallTimeoutException
                || thrown instanceof DeadlineExceededException) {
            return service + " timed out";
        }
        return String.valueOf(thrown.getMessage());
    }
}
