package org.acme.fault.kind;

import java.time.Duration;
import java.util.Map;

/** The effect of a lease on the requests it applies to. One object belongs to one lease. */
public interface Fault {

    /** The shortest time in a field of a fault. */
    Duration SHORTEST = Duration.ofMillis(1);

    FaultKind kind();

    /**
     * Applies the fault on the request's event loop, without blocking, and reports to the lease
     * whether it had an effect.
     */
    void apply(FaultContext context, Lease lease, Draw draw);

    /** Whether the fault is on, {@code nanos} after the start of its lease. */
    default boolean isOnAfter(long nanos) {
        return true;
    }

    /** Returns the fields of this kind for JSON. */
    Map<String, Object> describe();
}
