package org.acme.breaker.redis.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Permit;
import org.acme.breaker.Ticker;

/** A process with one breaker, a share of the traffic, and a clock of its own. */
final class SimulatedReplica implements FleetListener {

    final CircuitBreaker breaker;
    final FleetReplica fleet;

    /** Whether no report reaches the store. */
    boolean isCutOff;

    /** Whether this replica alone does not reach the dependency. */
    boolean isSick;

    boolean isDead;
    long highestEpoch;
    final List<String> trace = new ArrayList<>();
    private final SimulatedFleet world;
    private final double callsPerSecond;

    /** Of its own, so that the traffic of a history is the same with and without a fleet. */
    private final Random traffic;

    SimulatedReplica(
            SimulatedFleet world,
            FleetSettings settings,
            CircuitBreakerConfig config,
            double callsPerSecond) {
        this.world = world;
        this.callsPerSecond = callsPerSecond;
        this.traffic = new Random(world.random.nextLong());
        long offset = world.random.nextLong();
        Ticker ticker =
                new Ticker() {
                    @Override
                    public long nanos() {
                        return offset + Duration.ofMillis(world.now).toNanos();
                    }

                    @Override
                    public Instant wallTime() {
                        return Instant.ofEpochMilli(world.now);
                    }
                };
        breaker = CircuitBreaker.of("payment", config, ticker);
        fleet =
                new FleetReplica(
                        settings,
                        () -> List.of(breaker),
                        ticker,
                        report -> world.carry(this, report),
                        this);
    }

    /** From now on it is called; it ticks after a moment of its own. */
    SimulatedReplica start(boolean inFleet) {
        if (inFleet) {
            world.in(world.random.nextInt(250), this::tick);
        }
        nextCall();
        return this;
    }

    private void tick() {
        if (!isDead) {
            fleet.tick();
            highestEpoch = Math.max(highestEpoch, fleet.status("payment").epoch());
            world.in(SimulatedFleet.TICK.toMillis(), this::tick);
        }
    }

    private void nextCall() {
        double wait = -Math.log(1 - traffic.nextDouble()) * 1_000 / callsPerSecond;
        world.in((long) Math.min(2_000, wait), this::call);
    }

    private void call() {
        if (isDead) {
            return;
        }
        breaker.poll();
        boolean good = world.healthy && !isSick;
        int latency = 1 + traffic.nextInt(100);
        Permit permit = breaker.tryAcquire();
        trace.add(world.now + " " + breaker.state() + (permit == null ? " refused" : " passed"));
        if (permit != null) {
            world.in(latency, () -> end(permit, good));
        }
        nextCall();
    }

    private static void end(Permit permit, boolean good) {
        if (good) {
            permit.success();
        } else {
            permit.failure();
        }
    }

    boolean is(BreakerState state) {
        return !isDead && breaker.state() == state;
    }

    boolean isAdmitting() {
        return is(BreakerState.CLOSED) || is(BreakerState.RECOVERING);
    }

    @Override
    public void connected(int living) {}

    @Override
    public void alone(String reason) {}
}
