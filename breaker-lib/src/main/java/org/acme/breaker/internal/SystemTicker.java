package org.acme.breaker.internal;

import org.acme.breaker.Ticker;

/** A class and no lambda, so that the one reading that every call makes is easy to inline. */
public enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
