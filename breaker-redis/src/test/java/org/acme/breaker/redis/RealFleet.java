package org.acme.breaker.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Ticker;
import org.acme.breaker.redis.fleet.FleetListener;
import org.acme.breaker.redis.fleet.FleetReplica;
import org.acme.breaker.redis.fleet.FleetSettings;
import org.acme.breaker.window.SlidingWindow;

/** Replicas that share a real server, each with a client of its own, as separate processes have. */
final class RealFleet implements AutoCloseable {

    /** Slower than the default, so that a busy machine answers in time. */
    private static final Duration TICK = Duration.ofMillis(500);

    private static final int IDLE_SECONDS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final List<Redis> clients = new ArrayList<>();
    final List<Member> members = new ArrayList<>();

    /** One replica with one breaker, and why it was alone last. */
    static final class Member implements FleetListener {

        final CircuitBreaker payment =
                CircuitBreaker.of(
                        "payment",
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastCalls(10))
                                .minimumCalls(5)
                                .openWait(Duration.ofSeconds(1))
                                .successThreshold(1)
                                .build());
        final FleetReplica replica;
        volatile String alone = "";
        volatile int timesAlone;

        Member(FleetSettings settings, RedisFleetStore store) {
            replica =
                    new FleetReplica(
                            settings, () -> List.of(payment), Ticker.system(), store, this);
        }

        @Override
        public void connected(int living) {
            alone = "";
        }

        @Override
        public void alone(String reason) {
            alone = reason;
            timesAlone = timesAlone + 1;
        }

        /** Five failures: the breaker opens by evidence of its own. */
        void fail() {
            for (int i = 0; i < 5; i++) {
                call(false);
            }
        }

        /** Makes a call that succeeds or fails; a rejected one does nothing. */
        void call(boolean succeeds) {
            try {
                payment.call(
                        () -> {
                            if (!succeeds) {
                                throw new IllegalStateException("down");
                            }
                            return "paid";
                        });
            } catch (RuntimeException failedOrRejected) {
                // What follows from it is the breaker's state.
            }
        }

        boolean isOpen() {
            return payment.state() == BreakerState.OPEN;
        }

        boolean isClosed() {
            return payment.state() == BreakerState.CLOSED;
        }
    }

    /** Starts a replica that reports until the fleet is closed. */
    Member add(String application, String url) {
        Redis client =
                Redis.createClient(
                        vertx,
                        new RedisOptions()
                                .setConnectionString(url)
                                .setMaxPoolSize(2)
                                .setMaxPoolWaiting(2)
                                .setNetClientOptions(
                                        new NetClientOptions()
                                                .setConnectTimeout(1_000)
                                                .setReadIdleTimeout(IDLE_SECONDS)
                                                .setIdleTimeoutUnit(TimeUnit.SECONDS)));
        clients.add(client);
        FleetSettings settings =
                new FleetSettings(
                        application,
                        application + "-" + clients.size(),
                        TICK,
                        TICK.minusMillis(10),
                        0,
                        false,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10));
        Member member = new Member(settings, new RedisFleetStore(client, "shop"));
        members.add(member);
        vertx.setPeriodic(1, TICK.toMillis(), due -> member.replica.tick());
        return member;
    }

    boolean allConnected() {
        return members.stream().allMatch(it -> it.replica.isConnected());
    }

    /** Whether every replica has seen all of them. */
    boolean allCounted() {
        return members.stream().allMatch(it -> it.replica.living() == members.size());
    }

    boolean allAlone() {
        return members.stream().noneMatch(it -> it.replica.isConnected());
    }

    boolean allOpen() {
        return members.stream().allMatch(Member::isOpen);
    }

    /** One call of each, and whether all are closed then. */
    boolean allCloseByCalls() {
        members.forEach(it -> it.call(true));
        return members.stream().allMatch(Member::isClosed);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
