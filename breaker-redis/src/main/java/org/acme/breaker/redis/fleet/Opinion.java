package org.acme.breaker.redis.fleet;

/**
 * What one replica says about one breaker in one tick. Every counter in it is the highest that the
 * replica has seen, so that a store which has lost data learns it again.
 *
 * @param breaker its name
 * @param epoch counts the shared openings and closings
 * @param joined whether this replica takes part in the shared opening of that epoch
 * @param vote whether this replica is open by evidence of its own
 * @param remainingMillis how much longer this replica would wait before a probe
 * @param turn where it stands with its turn to probe
 * @param term counts the turns of that epoch
 * @param window what its window holds, for the pooled minimum volume
 * @param actionNumber counts the actions for the whole fleet
 * @param action the last of them
 * @param requestId names {@code request} uniquely; empty if nothing is requested
 * @param request the action that an operator asks of the fleet at this replica
 */
public record Opinion(
        String breaker,
        long epoch,
        boolean joined,
        boolean vote,
        long remainingMillis,
        Turn turn,
        long term,
        WindowShare window,
        long actionNumber,
        FleetAction action,
        String requestId,
        FleetAction request) {

    /**
     * Calls that one window, or those of several replicas, hold.
     *
     * @param calls all; negative if the replica publishes nothing
     * @param failures those that failed
     * @param slow those that were slow
     */
    public record WindowShare(long calls, long failures, long slow) {

        /** Nothing is published. */
        public static final WindowShare NONE = new WindowShare(-1, 0, 0);
    }
}
