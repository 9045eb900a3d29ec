package org.acme.fault.kind;

import java.util.Map;

/**
 * Halts the process as if it had been killed. A supervisor has to restart it; leases don't survive
 * that.
 */
public record Crash() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        lease.countApplied();
        context.crash();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
