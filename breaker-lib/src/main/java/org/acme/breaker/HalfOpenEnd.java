package org.acme.breaker;

/** What follows half-open that has lasted too long without a verdict. */
public enum HalfOpenEnd {
    /** The breaker reopens: what has not been shown to work is not trusted. */
    REOPEN,
    /** The breaker closes: where calls are rare, few probes without a failure are enough. */
    CLOSE
}
