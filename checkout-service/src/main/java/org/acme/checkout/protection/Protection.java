package org.acme.checkout.protection;

/** Which of the two lanes this process is. */
public enum Protection {
    /** Every remote call goes through its pipeline: deadline, fallback, retry, breaker, bulkhead. */
    ON,
    /** The same code with policies that let every call pass. */
    OFF
}
