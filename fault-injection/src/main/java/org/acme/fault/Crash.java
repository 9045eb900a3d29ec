package org.acme.fault;

import java.util.Map;

/** The process halts, as if it had been killed. Whoever runs it starts it again; leases don't survive that. */
record Crash() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH;
    }

    @Override
    public void apply(FaultContext context, FaultLease lease, Draw draw) {
        lease.countStruck();
        context.crash();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
