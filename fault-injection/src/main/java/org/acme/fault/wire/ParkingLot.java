package org.acme.fault.wire;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts parked requests and the memory of their bodies, and enforces the limits of both. */
public final class ParkingLot {

    private final int places;
    private final long maxBytes;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger withoutClient = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public ParkingLot(int places, long maxBytes) {
        this.places = places;
        this.maxBytes = maxBytes;
    }

    boolean enter() {
        if (taken.incrementAndGet() <= places) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void leave() {
        taken.decrementAndGet();
    }

    public int taken() {
        return taken.get();
    }

    void clientLeft() {
        withoutClient.incrementAndGet();
    }

    void withoutClientLeaves() {
        withoutClient.decrementAndGet();
    }

    /** Returns how many parked requests have lost their clients. */
    int withoutClient() {
        return withoutClient.get();
    }

    /** Reserves {@code more} bytes until {@link #forget}; returns whether there was room. */
    boolean keep(int more) {
        if (bytes.addAndGet(more) <= maxBytes) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void forget(int fewer) {
        bytes.addAndGet(-fewer);
    }

    long bytes() {
        return bytes.get();
    }
}
