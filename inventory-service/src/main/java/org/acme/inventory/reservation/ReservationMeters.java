package org.acme.inventory.reservation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Counts reservation attempts by result; the counters of all results exist from the start, at 0.
 */
@Startup
@Singleton
class ReservationMeters {

    private static final String NAME = "inventory.reservations";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;

    ReservationMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of("held", "same", "not_enough", "released", "different", "unknown_product")
                .forEach(outcome -> registry.counter(NAME, OUTCOME, outcome));
    }

    void count(ReserveResult result) {
        registry.counter(NAME, OUTCOME, result.word()).increment();
    }
}
