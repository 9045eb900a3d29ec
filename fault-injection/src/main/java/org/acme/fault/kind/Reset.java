package org.acme.fault.kind;

import java.util.Map;

/** Resets the connection before any work is done. */
public record Reset() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.RESET;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        lease.countApplied();
        context.reset();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
