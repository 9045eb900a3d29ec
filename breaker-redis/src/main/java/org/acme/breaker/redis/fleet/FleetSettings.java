package org.acme.breaker.redis.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.FleetLink;
import org.acme.breaker.redis.fleet.Report.Limits;

/**
 * How a replica takes part in its fleet. Every replica of a fleet should have the same settings.
 *
 * @param application the application
 * @param replica the replica, unique for each start of a process
 * @param tick the time between two reports
 * @param storeTimeout how long an answer is waited for
 * @param votes how many open replicas open all; 0: half of the living, at least 2
 * @param pooled whether the windows of all replicas count together where each holds too few calls
 * @param longestWait the longest wait that the fleet can impose on a breaker
 * @param probeTurn how long one replica probes for all before another may
 */
public record FleetSettings(
        String application,
        String replica,
        Duration tick,
        Duration storeTimeout,
        int votes,
        boolean pooled,
        Duration longestWait,
        Duration probeTurn) {

    /** How many ticks without an answer make a replica a lone one. */
    static final int MISSED_TICKS = 2;

    private static final int GONE_TICKS = 8;
    private static final int LEASE_TICKS = 4;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Every wrong value, as a sentence that names the setting and what is allowed. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        require(
                isWithin(tick, Duration.ofMillis(20), LONGEST_TICK),
                "tick must be from PT0.02S to PT10S, but is " + tick,
                complaints);
        require(
                isWithin(storeTimeout, Duration.ofMillis(1), tick.minusMillis(1)),
                "store-timeout must be above PT0S and below the tick of "
                        + tick
                        + ", but is "
                        + storeTimeout,
                complaints);
        require(
                votes >= 0 && votes <= 1_000,
                "votes must be from 0 (half of the replicas, at least 2) to 1000, but is " + votes,
                complaints);
        require(
                isWithin(longestWait, tick.multipliedBy(2), LONGEST),
                "longest-wait must be from two ticks to PT1H, but is " + longestWait,
                complaints);
        require(
                isWithin(probeTurn, tick.multipliedBy(2), LONGEST),
                "probe-turn must be from two ticks to PT1H, but is " + probeTurn,
                complaints);
        return complaints;
    }

    private static void require(boolean allowed, String complaint, List<String> complaints) {
        if (!allowed) {
            complaints.add(complaint);
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    Limits limits() {
        return new Limits(
                tick.multipliedBy(GONE_TICKS).toMillis(),
                tick.multipliedBy(LEASE_TICKS).toMillis(),
                probeTurn.toMillis(),
                tick.toMillis(),
                votes);
    }

    /** How long an answer keeps other replicas from probing; longer than two missed ticks. */
    Duration hold() {
        Duration hold = tick.multipliedBy(MISSED_TICKS + 1);
        return hold.compareTo(FleetLink.LONGEST_HOLD) < 0 ? hold : FleetLink.LONGEST_HOLD;
    }

    /** How long a replica asks for a turn in vain before it probes for itself. */
    Duration patience() {
        return longestWait.plus(probeTurn).plus(tick.multipliedBy(LEASE_TICKS));
    }

    /** A wait of the fleet, as far as this replica allows it: from one tick to the longest wait. */
    Duration bounded(Duration wait) {
        Duration least = wait.compareTo(tick) < 0 ? tick : wait;
        return least.compareTo(longestWait) < 0 ? least : longestWait;
    }
}
