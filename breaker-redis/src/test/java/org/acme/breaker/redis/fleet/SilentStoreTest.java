package org.acme.breaker.redis.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.redis.fleet.Consensus.Phase;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.junit.jupiter.api.Test;

/** Stores that block for ever, answer late, or never give a turn. */
class SilentStoreTest {

    private static final int CALLS = 100_000;

    private final Scene clock = new Scene();
    private final CircuitBreaker breaker =
            CircuitBreaker.of("payment", Scene.config().build(), clock);

    private FleetReplica replica(FleetStore store) {
        return new FleetReplica(
                clock.settings("r0"),
                () -> List.of(breaker),
                clock,
                store,
                new FleetListener() {
                    @Override
                    public void connected(int living) {}

                    @Override
                    public void alone(String reason) {}
                });
    }

    @Test
    void callsNeverWait_forAStoreThatBlocksForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean inStore = new AtomicBoolean();
        FleetReplica replica =
                replica(
                        report -> {
                            inStore.set(true);
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new CompletableFuture<>();
                        });
        Thread timer = new Thread(replica::tick, "timer");
        timer.setDaemon(true);
        timer.start();
        await().untilTrue(inStore);

        for (int i = 0; i < CALLS; i++) {
            breaker.call(() -> "fine");
        }
        while (breaker.state() == BreakerState.CLOSED) {
            breaker.acquire().failure();
        }

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        clock.pass(Scene.WAIT.toMillis());
        assertThat(breaker.call(() -> "probe")).isEqualTo("probe");
        assertThat(replica.isConnected()).isFalse();
        assertThat(timer.isAlive()).isTrue();
        timer.interrupt();
    }

    @Test
    void answerAfterItsTimeout_isDropped() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        FleetReplica replica = replica(report -> answer);
        replica.tick();

        clock.pass(201);
        answer.complete(open(1, "other"));

        assertThat(replica.isConnected()).isFalse();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void answerToAnEarlierReport_isDropped() {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        FleetReplica replica =
                replica(
                        report -> {
                            answers.add(new CompletableFuture<>());
                            return answers.get(answers.size() - 1);
                        });
        replica.tick();
        clock.pass(100);
        replica.tick();

        answers.get(0).complete(open(1, "other"));

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        answers.get(1).complete(open(1, "other"));
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void storeThatNeverGivesATurn_keepsABreakerOpenNoLongerThanItsPatience() {
        FleetReplica replica =
                replica(report -> CompletableFuture.completedFuture(open(1, "another")));
        Duration patience = clock.settings("r0").patience();
        long limit = Duration.ofSeconds(2).plus(patience).toMillis();
        replica.tick();
        boolean probed = false;
        for (long millis = 0; millis < limit && !probed; millis += 250) {
            probed = breaker.tryAcquire() != null;
            clock.pass(250);
            replica.tick();
        }

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void storeThatThrows_leavesALoneBreaker() {
        FleetReplica replica =
                replica(
                        report -> {
                            throw new IllegalStateException("no route");
                        });
        for (int i = 0; i < 3; i++) {
            replica.tick();
            clock.pass(250);
        }

        assertThat(replica.isConnected()).isFalse();
        assertThat(breaker.call(() -> "fine")).isEqualTo("fine");
    }

    private static Answer open(long epoch, String holder) {
        return new Answer(
                2,
                2,
                List.of(
                        new Consensus(
                                epoch,
                                Phase.OPEN,
                                0,
                                2,
                                holder,
                                1,
                                0,
                                FleetAction.NONE,
                                WindowShare.NONE,
                                0)));
    }
}
