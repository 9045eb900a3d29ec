package org.acme.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests wait at the moment, of how many that may. */
final class ParkingLot {

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    ParkingLot(int places) {
        this.places = places;
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

    int taken() {
        return taken.get();
    }
}
