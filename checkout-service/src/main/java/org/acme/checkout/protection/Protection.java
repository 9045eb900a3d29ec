package org.acme.checkout.protection;

/** Whether this process is the protected or the unprotected lane. */
public enum Protection {
    /**
     * The protected lane: every remote call has a deadline, fallback, retry, breaker and bulkhead.
     */
    ON,
    /** The unprotected lane: the same code, with policies that protect nothing. */
    OFF
}
