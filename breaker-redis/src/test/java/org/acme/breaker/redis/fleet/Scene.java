package org.acme.breaker.redis.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Permit;
import org.acme.breaker.Ticker;
import org.acme.breaker.window.SlidingWindow;

/** A few replicas at one store that answers at once, and one clock. */
final class Scene implements Ticker {

    static final Duration WAIT = Duration.ofSeconds(2);

    final ModelStore store = new ModelStore();
    final List<CircuitBreaker> breakers = new ArrayList<>();
    final List<FleetReplica> replicas = new ArrayList<>();
    final List<String> told = new ArrayList<>();

    /** Replicas that do not reach the store. */
    final Map<Integer, Boolean> cutOff = new HashMap<>();

    int votes;
    boolean pooled;
    String application = "checkout";
    private long millis;

    static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(10))
                .minimumCalls(4)
                .successThreshold(1)
                .openWait(WAIT);
    }

    @Override
    public long nanos() {
        return Duration.ofMillis(millis).toNanos();
    }

    @Override
    public Instant wallTime() {
        return Instant.ofEpochMilli(millis);
    }

    static Scene of(int size) {
        Scene scene = new Scene();
        for (int i = 0; i < size; i++) {
            scene.join(config().build());
        }
        return scene.ticks(1);
    }

    FleetReplica join(CircuitBreakerConfig config) {
        int index = replicas.size();
        CircuitBreaker breaker = CircuitBreaker.of("payment", config, this);
        FleetReplica replica =
                new FleetReplica(
                        settings("r" + index),
                        () -> List.of(breaker),
                        this,
                        report ->
                                cutOff.getOrDefault(index, false)
                                        ? new CompletableFuture<>()
                                        : exchange(report),
                        new FleetListener() {
                            @Override
                            public void connected(int living) {
                                told.add("r" + index + " connected, " + living + " living");
                            }

                            @Override
                            public void alone(String reason) {
                                told.add("r" + index + " alone: " + reason);
                            }
                        });
        breakers.add(breaker);
        replicas.add(replica);
        return replica;
    }

    FleetSettings settings(String replica) {
        return new FleetSettings(
                application,
                replica,
                Duration.ofMillis(250),
                Duration.ofMillis(200),
                votes,
                pooled,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2));
    }

    private CompletableFuture<Answer> exchange(Report report) {
        try {
            return CompletableFuture.completedFuture(store.exchange(report));
        } catch (FleetRefusedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Every replica ticks once in each quarter of a second. */
    Scene ticks(int count) {
        for (int i = 0; i < count; i++) {
            replicas.forEach(FleetReplica::tick);
            pass(250);
        }
        return this;
    }

    Scene pass(long more) {
        millis += more;
        store.advance(more);
        return this;
    }

    Scene fail(int replica, int times) {
        for (int i = 0; i < times; i++) {
            Permit permit = breakers.get(replica).tryAcquire();
            if (permit != null) {
                permit.failure();
            }
        }
        return this;
    }

    Scene succeed(int replica, int times) {
        for (int i = 0; i < times; i++) {
            Permit permit = breakers.get(replica).tryAcquire();
            if (permit != null) {
                permit.success();
            }
        }
        return this;
    }

    /** The first two open by their own evidence, and all with them; then the wait passes. */
    Scene openTogether() {
        return fail(0, 4).fail(1, 4).ticks(2);
    }

    /** Past the wait; every replica has a call that is rejected, and asks for the turn. */
    Scene askForTurns() {
        ticks(8);
        breakers.forEach(CircuitBreaker::tryAcquire);
        return ticks(1);
    }
}
