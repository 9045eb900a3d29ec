package org.acme.fault.kind;

import java.util.Map;

/** What a lease does to the requests that it applies to. One object belongs to one lease. */
public sealed interface Fault
        permits Latency,
                ErrorAnswer,
                Hang,
                Reset,
                CorruptedResponse,
                SlowBody,
                Flapping,
                Capacity,
                Crash {

    FaultKind kind();

    /** Does it, on the request's event loop, without blocking, and tells the lease whether anything came of it. */
    void apply(FaultContext context, Lease lease, Draw draw);

    /** Whether it is on, so long after the start of its lease. */
    default boolean isOnAfter(long nanos) {
        return true;
    }

    /** The fields of this kind, as JSON shows them. */
    Map<String, Object> describe();
}
