package org.acme.breaker;

/** What a call's result or exception counts as. */
public enum Classification {
    /** The dependency did its work. */
    SUCCESS,
    /** The dependency didn't. */
    FAILURE,
    /** It says nothing about the dependency. */
    IGNORED
}
