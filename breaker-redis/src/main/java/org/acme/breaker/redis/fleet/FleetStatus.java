package org.acme.breaker.redis.fleet;

/**
 * What the store said last about one breaker.
 *
 * @param epoch counts the shared openings and closings
 * @param votes how many replicas are open by evidence of their own
 * @param open whether the fleet is open together
 * @param probeHolder the replica whose turn it is to probe; empty if nobody's
 * @param probesHere whether that is this replica
 */
public record FleetStatus(
        long epoch, int votes, boolean open, String probeHolder, boolean probesHere) {

    /** Before the store's first word. */
    public static final FleetStatus UNKNOWN = new FleetStatus(0, 0, false, "", false);

    static FleetStatus of(FleetView view) {
        Consensus known = view.known();
        return new FleetStatus(
                known.epoch(),
                known.votes(),
                known.phase() == Consensus.Phase.OPEN,
                known.holder(),
                view.isHolding());
    }
}
