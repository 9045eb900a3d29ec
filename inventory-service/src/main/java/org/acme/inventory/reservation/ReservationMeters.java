package org.acme.inventory.reservation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts how attempts to reserve end; every outcome is there, at 0, from the start. */
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
