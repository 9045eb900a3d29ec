package org.acme.fault;

import java.util.Map;

/** The process halts, as if it had been killed. Whoever runs it starts it again; leases don't survive that. */
record Crash() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH;
    }

    @Override
    public void strike(Passage passage, FaultLease lease, Dice dice) {
        lease.countStruck();
        passage.crash();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
