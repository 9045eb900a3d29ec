package org.acme.fault.kind;

import java.util.Map;

/** The process halts, as if it had been killed. Whoever runs it starts it again; leases don't survive that. */
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
