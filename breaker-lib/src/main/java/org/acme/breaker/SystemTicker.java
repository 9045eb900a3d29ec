package org.acme.breaker;

/** A class and no lambda, so that the one reading that every call makes is easy to inline. */
enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
