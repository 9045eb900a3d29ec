package org.acme.breaker;

/** What adding a listener returns: the way to take it away again. */
@FunctionalInterface
public interface Registration {

    /** Removes the listener; the second time does nothing. */
    void remove();
}
