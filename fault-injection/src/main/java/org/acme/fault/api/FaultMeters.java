package org.acme.fault.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.lease.FaultRegistry;
import org.acme.fault.wire.ParkingLot;

/** The meters of fault injection; all exist from the start. */
@Singleton
final class FaultMeters implements MeterBinder {

    private final FaultRegistry faults;
    private final ParkingLot parkingLot;

    FaultMeters(FaultRegistry faults, ParkingLot parkingLot) {
        this.faults = faults;
        this.parkingLot = parkingLot;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (FaultKind kind : FaultKind.values()) {
            Gauge.builder("fault.active", faults, active -> active.countActive(kind))
                    .description("Active fault leases")
                    .tag("kind", kind.id())
                    .register(meters);
            FunctionCounter.builder("fault.applied", faults.appliedOf(kind), LongAdder::sum)
                    .description("Requests to which a fault was applied")
                    .tag("kind", kind.id())
                    .register(meters);
        }
        Gauge.builder("fault.parked", parkingLot, ParkingLot::taken)
                .description("Requests held by a fault")
                .register(meters);
    }
}
