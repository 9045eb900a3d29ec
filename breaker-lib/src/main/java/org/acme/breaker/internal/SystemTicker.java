package org.acme.breaker.internal;

import org.acme.breaker.Ticker;

/**
 * The ticker on the system clock. A class and not a lambda, so that the JIT can inline the one
 * clock reading that every call makes.
 */
public enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
