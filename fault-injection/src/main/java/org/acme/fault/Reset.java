package org.acme.fault;

import java.util.Map;

/** Breaks the connection off before anything is done. */
record Reset() implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.RESET;
    }

    @Override
    public void apply(FaultContext context, FaultLease lease, Draw draw) {
        lease.countStruck();
        context.reset();
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of();
    }
}
