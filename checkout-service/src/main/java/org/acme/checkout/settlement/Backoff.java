package org.acme.checkout.settlement;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Doubles the pause with every attempt up to a cap, and scatters it over its upper half. */
final class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration cap;
    private final DoubleSupplier random;

    /** @param random gives numbers from 0 (included) to 1 (excluded) */
    Backoff(Duration first, Duration cap, DoubleSupplier random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /** The pause after so many failed attempts, of which there was at least one. */
    Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        long full = Math.min(doubled, cap.toMillis());
        return Duration.ofMillis(full / 2 + (long) (random.getAsDouble() * full / 2));
    }
}
