package org.acme.breaker.redis.fleet;

import org.acme.breaker.redis.fleet.Opinion.WindowShare;

/**
 * What the store knows of one breaker.
 *
 * @param epoch counts the shared openings and closings
 * @param phase what the last of them was
 * @param remainingMillis how much longer the shared opening waits before a probe
 * @param votes how many replicas are open by evidence of their own
 * @param holder the replica whose turn it is to probe; empty if nobody's
 * @param term counts the turns of this epoch
 * @param actionNumber counts the actions for the whole fleet
 * @param action the last of them
 * @param pool the windows of all replicas together
 * @param failing how many of these windows hold a failed or slow call
 */
public record Consensus(
        long epoch,
        Phase phase,
        long remainingMillis,
        int votes,
        String holder,
        long term,
        long actionNumber,
        FleetAction action,
        WindowShare pool,
        int failing) {

    /** What the store knows of a shared opening. */
    public enum Phase {
        /** Nothing: there was none, or the store has lost it. */
        NONE,
        /** It lasts. */
        OPEN,
        /** It ended: a replica's probes succeeded, or an operator closed the fleet. */
        CLOSED
    }

    /** Whether the store has lost what is known here; it learns it again from the next report. */
    boolean isOlderThan(Consensus known) {
        return epoch < known.epoch || (epoch == known.epoch && term < known.term);
    }

    /** With the later action of both. */
    Consensus withActionOf(Consensus known) {
        return actionNumber >= known.actionNumber
                ? this
                : new Consensus(
                        epoch,
                        phase,
                        remainingMillis,
                        votes,
                        holder,
                        term,
                        known.actionNumber,
                        known.action,
                        pool,
                        failing);
    }
}
