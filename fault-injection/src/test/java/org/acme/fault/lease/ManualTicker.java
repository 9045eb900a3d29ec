package org.acme.fault.lease;

import java.time.Duration;

/** Time that only a test moves. */
public final class ManualTicker implements Ticker {

    private volatile long nanos = Long.MAX_VALUE - 1;

    @Override
    public long nanos() {
        return nanos;
    }

    public void advance(Duration by) {
        nanos += by.toNanos();
    }
}
