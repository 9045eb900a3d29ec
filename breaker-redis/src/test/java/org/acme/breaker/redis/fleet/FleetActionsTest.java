package org.acme.breaker.redis.fleet;

import static org.acme.breaker.BreakerState.CLOSED;
import static org.acme.breaker.BreakerState.DISABLED;
import static org.acme.breaker.BreakerState.FORCED_OPEN;
import static org.acme.breaker.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.acme.breaker.CircuitBreaker;
import org.junit.jupiter.api.Test;

/** What an operator does at one replica for all of them. */
class FleetActionsTest {

    private static CompletableFuture<Long> request(Scene scene, int replica, FleetAction action) {
        return scene.replicas.get(replica).request("payment", action).toCompletableFuture();
    }

    @Test
    void forceOpen_reachesEveryReplica_andThoseThatJoinLater() {
        Scene scene = Scene.of(3);
        CompletableFuture<Long> done = request(scene, 1, FleetAction.FORCE_OPEN);
        assertThat(done).isNotDone();

        scene.ticks(2);
        scene.join(Scene.config().build());
        scene.ticks(1);

        assertThat(done).isCompletedWithValue(1L);
        assertThat(scene.breakers).extracting(CircuitBreaker::state).containsOnly(FORCED_OPEN);
    }

    @Test
    void reset_closesAFleetThatIsOpen_andNoJoinerLater() {
        Scene scene = Scene.of(3).openTogether();

        request(scene, 2, FleetAction.RESET);
        scene.ticks(2);
        assertThat(scene.breakers).extracting(CircuitBreaker::state).containsOnly(CLOSED);

        scene.join(Scene.config().build());
        scene.fail(3, 4).ticks(2);
        assertThat(scene.breakers.get(3).state()).isEqualTo(OPEN);
    }

    @Test
    void overrideOfAReplica_wins_untilItIsResetThere() {
        Scene scene = Scene.of(2);
        scene.breakers.get(1).disable();

        request(scene, 0, FleetAction.FORCE_OPEN);
        scene.ticks(2);
        assertThat(scene.breakers.get(1).state()).isEqualTo(DISABLED);

        scene.breakers.get(1).reset();
        scene.ticks(1);
        assertThat(scene.breakers.get(1).state()).isEqualTo(FORCED_OPEN);
    }

    @Test
    void resetOfOneReplica_standsAgainstTheFleet() {
        Scene scene = Scene.of(2);
        request(scene, 0, FleetAction.FORCE_OPEN);
        scene.ticks(2);

        scene.breakers.get(1).reset();
        scene.ticks(3);

        assertThat(scene.breakers)
                .extracting(CircuitBreaker::state)
                .containsExactly(FORCED_OPEN, CLOSED);
    }

    @Test
    void action_survivesAFlush() {
        Scene scene = Scene.of(2);
        request(scene, 0, FleetAction.FORCE_OPEN);
        scene.ticks(2);

        scene.store.flush();
        scene.ticks(1);
        scene.join(Scene.config().build());
        scene.ticks(1);

        assertThat(scene.breakers.get(2).state()).isEqualTo(FORCED_OPEN);
    }

    @Test
    void withoutAStore_nothingIsDone_andASentenceSaysSo() {
        Scene scene = Scene.of(2);
        scene.cutOff.put(0, true);
        CompletableFuture<Long> waiting = request(scene, 0, FleetAction.DISABLE);
        scene.ticks(3);

        assertThat(waiting).isCompletedExceptionally();
        assertThat(request(scene, 0, FleetAction.DISABLE))
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withMessageContaining("does not answer: nothing was done");
        scene.cutOff.clear();
        scene.ticks(2);
        assertThat(scene.breakers).extracting(CircuitBreaker::state).containsOnly(CLOSED);
    }

    @Test
    void unknownBreaker_isRefused() {
        Scene scene = Scene.of(1);

        assertThat(scene.replicas.get(0).request("nobody", FleetAction.RESET).toCompletableFuture())
                .isCompletedExceptionally();
    }
}
