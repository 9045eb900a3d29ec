package org.acme.fault.wire;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the end of the process. */
@Singleton
class CountingHalt implements Halt {

    final AtomicInteger times = new AtomicInteger();

    @Override
    public void now() {
        times.incrementAndGet();
    }
}
