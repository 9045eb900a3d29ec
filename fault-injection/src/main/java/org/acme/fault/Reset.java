package org.acme.fault;

import java.util.Map;

/** Breaks the connection off before anything is done. */
record Reset() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.RESET;
    }

    @Override
    public void strike(Passage passage, FaultLease lease, Dice dice) {
        lease.countStruck();
        passage.reset();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
