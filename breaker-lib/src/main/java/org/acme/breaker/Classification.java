package org.acme.breaker;

/** How a breaker classifies a call's result or exception. */
public enum Classification {
    /** The dependency did its work. */
    SUCCESS,
    /** The dependency did not do its work. */
    FAILURE,
    /** The result says nothing about the dependency and is not recorded. */
    IGNORED
}
