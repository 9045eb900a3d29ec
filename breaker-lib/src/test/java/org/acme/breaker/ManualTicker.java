package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so: both the ticks and the wall clock. */
public final class ManualTicker implements Ticker {

    /** Near the end of the range, so that every test also runs over an overflow. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final AtomicLong elapsed = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant wallTime() {
        return Instant.EPOCH.plusNanos(elapsed.get());
    }

    public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
        elapsed.addAndGet(step.toNanos());
    }
}
