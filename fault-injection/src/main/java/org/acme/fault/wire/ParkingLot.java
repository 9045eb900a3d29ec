package org.acme.fault.wire;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests wait at the moment, of how many that may, and how much memory their bodies take. */
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

    /** How many of those that wait have lost their clients. */
    int withoutClient() {
        return withoutClient.get();
    }

    /** Whether there is room for so many bytes more; if so, they are kept until {@link #forget}. */
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
