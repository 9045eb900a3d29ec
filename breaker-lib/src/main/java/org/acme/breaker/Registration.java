package org.acme.breaker;

/** The registration of a listener, with which the listener can be removed. */
@FunctionalInterface
public interface Registration {

    /** Removes the listener that was registered. Idempotent. */
    void remove();
}
