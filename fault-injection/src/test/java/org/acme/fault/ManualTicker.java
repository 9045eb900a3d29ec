package org.acme.fault;

import java.time.Duration;

/** Time that only a test moves. */
final class ManualTicker implements Ticker {

    private volatile long nanos = Long.MAX_VALUE - 1;

    @Override
    public long nanos() {
        return nanos;
    }

    void advance(Duration by) {
        nanos += by.toNanos();
    }
}
