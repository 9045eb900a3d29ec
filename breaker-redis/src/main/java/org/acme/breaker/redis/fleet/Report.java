package org.acme.breaker.redis.fleet;

import java.util.List;

/**
 * What one replica says in one tick.
 *
 * @param replica the replica, unique for each start of a process
 * @param application the application; two applications never share a fleet
 * @param sequence counts the reports of this replica: an older one that arrives later has no effect
 * @param limits what the store decides by
 * @param opinions one for each breaker
 */
public record Report(
        String replica, String application, long sequence, Limits limits, List<Opinion> opinions) {

    /**
     * The settings that the store decides by; durations, since no clock is shared.
     *
     * @param goneMillis after which silence a replica is no longer counted
     * @param leaseMillis after which silence of its holder a turn ends
     * @param turnMillis how long a turn lasts at most
     * @param tickMillis the time between two reports
     * @param votes how many open replicas open all; 0: half of the living, at least 2
     */
    public record Limits(
            long goneMillis, long leaseMillis, long turnMillis, long tickMillis, int votes) {}
}
