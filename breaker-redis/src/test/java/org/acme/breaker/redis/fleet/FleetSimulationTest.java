package org.acme.breaker.redis.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Seeded histories of fleets. A failure names its seed; the same seed is the same history. */
class FleetSimulationTest {

    private static final int QUICK = 500;
    private static final int DEEP = 25_000;

    /** An outage begins, and ends at second 12, whatever else happens. */
    private static final long OUTAGE = 4_000;

    private static final long RECOVERY = 12_000;

    /** Longest wait, a turn to probe, the lease of a dead holder, two ticks, and a gap of calls. */
    private static final long CLOSED_AFTER =
            SimulatedFleet.LONGEST_WAIT
                    .plus(SimulatedFleet.PROBE_TURN)
                    .plus(SimulatedFleet.TICK.multipliedBy(4 + 2))
                    .plusMillis(2_000)
                    .toMillis();

    @Test
    void calmHistories_openTogether_probeOneAfterTheOther_andCloseTogether() {
        calm(0, QUICK);
    }

    @Test
    void sickReplica_opensOnlyItself() {
        sick(0, QUICK);
    }

    @Test
    void wildHistories_comeBackInTime_andNoOldEpochUndoesANewerOne() {
        wild(0, QUICK);
    }

    @Test
    void withoutAStore_everyReplicaIsALoneBreaker() {
        lone(0, QUICK);
    }

    @Test
    @Tag("deep")
    void hundredThousandHistories() {
        calm(QUICK, DEEP);
        sick(QUICK, DEEP);
        wild(QUICK, DEEP);
        lone(QUICK, DEEP);
    }

    private static void calm(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            calm(seed);
        }
    }

    private static void sick(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            sick(seed);
        }
    }

    private static void wild(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            wild(seed);
        }
    }

    private static void lone(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            assertThat(traces(seed, true)).as("seed %d", seed).isEqualTo(traces(seed, false));
        }
    }

    private static void calm(long seed) {
        SimulatedFleet world = new SimulatedFleet(seed);
        start(world, 2 + world.random.nextInt(4), 4);
        scheduleOutage(world);
        if (world.random.nextBoolean()) {
            world.at(OUTAGE + world.random.nextInt(8_000), () -> killOne(world));
        }
        long[] openedAt = {-1};
        world.runUntil(
                RECOVERY + CLOSED_AFTER,
                () -> {
                    boolean shared = allKnowOfAnOpening(world);
                    openedAt[0] = !shared ? -1 : openedAt[0] < 0 ? world.now : openedAt[0];
                    boolean settled = shared && world.now - openedAt[0] > 500;
                    if (settled && count(world, BreakerState.HALF_OPEN) > 1) {
                        fail("two probers at %d ms, seed %d", world.now, seed);
                    }
                });
        assertAllAdmit(world, seed);
        for (SimulatedReplica replica : world.replicas) {
            assertThat(replica.isDead || openings(replica) > 0).as("seed %d", seed).isTrue();
        }
    }

    private static void sick(long seed) {
        SimulatedFleet world = new SimulatedFleet(seed);
        start(world, 3 + world.random.nextInt(3), 4);
        world.at(OUTAGE, () -> world.replicas.get(0).isSick = true);
        world.at(RECOVERY, () -> world.replicas.get(0).isSick = false);
        world.runUntil(RECOVERY + CLOSED_AFTER, () -> {});
        assertThat(openings(world.replicas.get(0))).as("seed %d", seed).isPositive();
        for (SimulatedReplica other : world.replicas.subList(1, world.replicas.size())) {
            assertThat(other.breaker.history()).as("seed %d", seed).isEmpty();
        }
        assertAllAdmit(world, seed);
    }

    private static void wild(long seed) {
        SimulatedFleet world = new SimulatedFleet(seed);
        start(world, 2 + world.random.nextInt(4), 4);
        scheduleOutage(world);
        world.lossy = world.random.nextDouble() * 0.3;
        boolean forEver = world.random.nextBoolean();
        long calmFrom = forEver ? Long.MAX_VALUE : RECOVERY;
        world.every(400 + world.random.nextInt(800), () -> disturb(world, calmFrom));
        world.at(calmFrom, () -> heal(world));
        long slack = forEver ? 2 * CLOSED_AFTER : CLOSED_AFTER;
        long[] lastEpochs = new long[100];
        world.runUntil(RECOVERY + slack, () -> assertEpochsRise(world, lastEpochs, seed));
        for (SimulatedReplica replica : world.replicas) {
            assertNobodyClosesAnOutage(replica, seed);
        }
        if (forEver) {
            // Still cut off or robbed of its turns, each has probed by itself at the latest.
            world.replicas.forEach(
                    r -> assertThat(r.isDead || hasClosedSince(r)).as("seed %d", seed).isTrue());
        } else {
            assertAllAdmit(world, seed);
        }
    }

    /** Admitted, refused, and in which state: every call of one replica in a history. */
    private static List<String> traces(long seed, boolean inFleet) {
        SimulatedFleet world = new SimulatedFleet(seed);
        world.storeAway = true;
        CircuitBreakerConfig config = world.config();
        SimulatedReplica replica =
                new SimulatedReplica(world, world.settings(0, true), config, 8).start(inFleet);
        scheduleOutage(world);
        world.runUntil(20_000, () -> {});
        return replica.trace;
    }

    private static void start(SimulatedFleet world, int size, double callsPerSecond) {
        CircuitBreakerConfig config = world.config();
        for (int i = 0; i < size; i++) {
            FleetSettings settings = world.settings(0, false);
            double rate = callsPerSecond * (1 + world.random.nextInt(3));
            world.replicas.add(new SimulatedReplica(world, settings, config, rate).start(true));
        }
    }

    private static void scheduleOutage(SimulatedFleet world) {
        world.at(OUTAGE, () -> world.healthy = false);
        world.at(RECOVERY, () -> world.healthy = true);
    }

    private static void disturb(SimulatedFleet world, long calmFrom) {
        if (world.now >= calmFrom) {
            return;
        }
        SimulatedReplica one = world.replicas.get(world.random.nextInt(world.replicas.size()));
        switch (world.random.nextInt(9)) {
            case 0 -> one.isCutOff = !one.isCutOff;
            case 1 -> world.storeAway = !world.storeAway;
            case 2 -> world.store.flush();
            case 3 -> world.failOver();
            case 4 -> world.store.now += Duration.ofHours(1).toMillis();
            case 5 -> world.store.now -= Duration.ofHours(1).toMillis();
            case 6 -> world.slowestMillis = 10 + world.random.nextInt(300);
            case 7 -> restartOne(world);
            default -> heal(world);
        }
    }

    private static void heal(SimulatedFleet world) {
        world.storeAway = false;
        world.slowestMillis = 60;
        world.lossy = world.now >= RECOVERY ? 0 : world.lossy;
        world.replicas.forEach(replica -> replica.isCutOff = false);
    }

    private static void killOne(SimulatedFleet world) {
        if (world.replicas.size() > 2) {
            world.replicas.get(world.random.nextInt(world.replicas.size())).isDead = true;
        }
    }

    private static void restartOne(SimulatedFleet world) {
        if (world.replicas.size() < 8 && world.now < RECOVERY) {
            killOne(world);
            start(world, 1, 4);
        }
    }

    /** The shared opening as the living replicas know it. */
    private static boolean allKnowOfAnOpening(SimulatedFleet world) {
        for (SimulatedReplica replica : world.replicas) {
            if (!replica.isDead && !replica.fleet.status("payment").open()) {
                return false;
            }
        }
        return true;
    }

    private static long count(SimulatedFleet world, BreakerState state) {
        long count = 0;
        for (SimulatedReplica replica : world.replicas) {
            count += replica.is(state) ? 1 : 0;
        }
        return count;
    }

    private static long openings(SimulatedReplica replica) {
        return replica.breaker.history().stream().filter(t -> t.reason().opens()).count();
    }

    private static boolean hasClosedSince(SimulatedReplica replica) {
        return replica.isAdmitting()
                || replica.breaker.history().stream().anyMatch(FleetSimulationTest::isRecovery);
    }

    private static boolean isRecovery(Transition transition) {
        return transition.reason() == Reason.PROBES_SUCCEEDED
                || transition.reason() == Reason.FLEET_CLOSED;
    }

    private static void assertAllAdmit(SimulatedFleet world, long seed) {
        for (SimulatedReplica replica : world.replicas) {
            assertThat(replica.isDead || replica.isAdmitting())
                    .as("%s, seed %d", replica.breaker, seed)
                    .isTrue();
        }
    }

    private static void assertEpochsRise(SimulatedFleet world, long[] last, long seed) {
        for (int i = 0; i < world.replicas.size(); i++) {
            long epoch = world.replicas.get(i).fleet.status("payment").epoch();
            if (epoch < last[i]) {
                fail("epoch %d after %d, seed %d", epoch, last[i], seed);
            }
            last[i] = epoch;
        }
    }

    /** While nobody's probes can succeed, nobody closes for the fleet: no old success counts. */
    private static void assertNobodyClosesAnOutage(SimulatedReplica replica, long seed) {
        for (Transition transition : replica.breaker.history()) {
            long millis = transition.at().toEpochMilli();
            boolean outage = millis > OUTAGE + 2_000 && millis <= RECOVERY;
            if (outage && isRecovery(transition)) {
                fail("%s, seed %d", transition, seed);
            }
        }
    }
}
