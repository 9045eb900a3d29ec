package org.acme.breaker.redis.fleet;

import static org.acme.breaker.BreakerState.CLOSED;
import static org.acme.breaker.BreakerState.FORCED_OPEN;
import static org.acme.breaker.BreakerState.HALF_OPEN;
import static org.acme.breaker.BreakerState.OPEN;
import static org.acme.breaker.BreakerState.RECOVERING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Mode;
import org.acme.breaker.Ramp;
import org.acme.breaker.Reason;
import org.junit.jupiter.api.Test;

/** What replicas do together: the rule book. */
class FleetRulesTest {

    private static List<BreakerState> states(Scene scene) {
        return scene.breakers.stream().map(CircuitBreaker::state).toList();
    }

    @Test
    void oneOpenReplica_opensNoOther() {
        Scene scene = Scene.of(3).fail(0, 4).ticks(4);

        assertThat(states(scene)).containsExactly(OPEN, CLOSED, CLOSED);
    }

    @Test
    void half_opensAll_withAReasonAndTheNumbersOfEach() {
        Scene scene = Scene.of(3).openTogether();

        assertThat(states(scene)).containsExactly(OPEN, OPEN, OPEN);
        assertThat(scene.breakers.get(0).snapshot().reason()).isEqualTo(Reason.FAILURE_RATE);
        assertThat(scene.breakers.get(2).snapshot().reason()).isEqualTo(Reason.FLEET_OPEN);
    }

    @Test
    void replicaOpenedByTheFleet_isNoVote() {
        Scene scene = Scene.of(3).openTogether().ticks(1);

        assertThat(scene.replicas.get(2).status("payment").votes()).isEqualTo(2);
    }

    @Test
    void votesOfOne_trustAnybody() {
        Scene scene = new Scene();
        scene.votes = 1;
        scene.join(Scene.config().build());
        scene.join(Scene.config().build());

        scene.ticks(1).fail(0, 4).ticks(2);

        assertThat(states(scene)).containsExactly(OPEN, OPEN);
    }

    @Test
    void votesAboveTheFleet_openNobodyElse() {
        Scene scene = new Scene();
        scene.votes = 5;
        scene.join(Scene.config().build());
        scene.join(Scene.config().build());

        scene.ticks(1).fail(0, 4).fail(1, 4).ticks(2);

        assertThat(scene.replicas.get(0).status("payment").open()).isFalse();
        assertThat(scene.replicas.get(0).votesNeeded()).isEqualTo(5);
    }

    @Test
    void oneReplica_probesForAll() {
        Scene scene = Scene.of(3).openTogether().askForTurns();

        scene.breakers.forEach(CircuitBreaker::tryAcquire);

        assertThat(states(scene)).containsExactly(HALF_OPEN, OPEN, OPEN);
        assertThat(scene.replicas.get(0).status("payment").probesHere()).isTrue();
        assertThat(scene.replicas.get(2).status("payment").probeHolder()).isEqualTo("r0");
    }

    @Test
    void successOfTheHolder_closesAll() {
        Scene scene = Scene.of(3).openTogether().askForTurns().succeed(0, 1).ticks(2);

        assertThat(states(scene)).containsExactly(CLOSED, CLOSED, CLOSED);
        assertThat(scene.breakers.get(1).snapshot().reason()).isEqualTo(Reason.FLEET_CLOSED);
    }

    @Test
    void successOfTheHolder_sendsOthersThroughTheirRamp() {
        Scene scene = Scene.of(2);
        scene.join(Scene.config().ramp(Ramp.gentle(Duration.ofSeconds(9))).build());

        scene.ticks(1).openTogether().askForTurns().succeed(0, 1).ticks(2);

        assertThat(states(scene)).containsExactly(CLOSED, CLOSED, RECOVERING);
    }

    @Test
    void failureOfTheHolder_restartsTheWaitOfAll() {
        Scene scene = Scene.of(3).openTogether().askForTurns().fail(0, 1).ticks(2);

        assertThat(states(scene)).containsExactly(OPEN, OPEN, OPEN);
        assertThat(scene.breakers.get(2).snapshot().untilProbe())
                .isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void holderThatOpensAgainByItself_isNotClosedByItsOwnSuccess() {
        Scene scene = Scene.of(3).openTogether().askForTurns();
        scene.succeed(0, 1).fail(0, 4);

        scene.ticks(2);

        assertThat(states(scene)).containsExactly(OPEN, CLOSED, CLOSED);
        assertThat(scene.breakers.get(0).snapshot().reason()).isEqualTo(Reason.FAILURE_RATE);
    }

    @Test
    void turnWithoutADecision_goesToAnother() {
        Scene scene = Scene.of(3).openTogether().askForTurns();
        assertThat(scene.breakers.get(0).tryAcquire()).isNotNull();

        for (int i = 0; i < 14; i++) {
            scene.breakers.get(1).tryAcquire();
            scene.ticks(1);
        }

        assertThat(scene.replicas.get(0).status("payment").probeHolder()).isEqualTo("r1");
        assertThat(scene.breakers.get(0).state()).isEqualTo(OPEN);
    }

    @Test
    void twoMissedTicks_makeALoneBreaker_thatProbesForItself() {
        Scene scene = Scene.of(3).openTogether();
        scene.cutOff.put(2, true);
        scene.told.clear();

        scene.ticks(9);

        assertThat(scene.told).containsExactly("r2 alone: no answer within 200 ms");
        assertThat(scene.replicas.get(2).isConnected()).isFalse();
        assertThat(scene.breakers.get(2).tryAcquire()).isNotNull();
        assertThat(scene.breakers.get(2).state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void loneBreaker_joinsAgain_whenTheStoreIsBack() {
        Scene scene = Scene.of(3);
        scene.cutOff.put(2, true);
        scene.ticks(3).openTogether();
        assertThat(scene.breakers.get(2).state()).isEqualTo(CLOSED);

        scene.cutOff.clear();
        scene.ticks(1);

        assertThat(scene.breakers.get(2).state()).isEqualTo(OPEN);
    }

    @Test
    void dryRun_followsAndNeitherVotesNorProbes() {
        Scene scene = new Scene();
        scene.join(Scene.config().mode(Mode.DRY_RUN).build());
        scene.join(Scene.config().build());
        scene.join(Scene.config().build());
        scene.ticks(1).fail(0, 4).fail(1, 4).ticks(2);
        assertThat(states(scene)).containsExactly(OPEN, OPEN, CLOSED);

        scene.fail(2, 4).ticks(2).askForTurns();

        assertThat(scene.replicas.get(0).status("payment").open()).isTrue();
        assertThat(scene.replicas.get(0).status("payment").probesHere()).isFalse();
    }

    @Test
    void resetByHand_leavesTheSharedOpening() {
        Scene scene = Scene.of(3).openTogether();

        scene.breakers.get(2).reset();
        scene.ticks(3);

        assertThat(states(scene)).containsExactly(OPEN, OPEN, CLOSED);
    }

    @Test
    void forcedOpenByHand_isNoVote_andStaysWhenTheFleetCloses() {
        Scene scene = Scene.of(3);
        scene.breakers.get(2).forceOpen();

        scene.openTogether().askForTurns().succeed(0, 1).ticks(2);

        assertThat(states(scene)).containsExactly(CLOSED, CLOSED, FORCED_OPEN);
    }

    @Test
    void lowVolume_pooled_opensWhatNobodyCouldJudgeAlone() {
        Scene scene = new Scene();
        scene.pooled = true;
        for (int i = 0; i < 5; i++) {
            scene.join(Scene.config().build());
        }
        scene.ticks(1);
        for (int i = 0; i < 5; i++) {
            scene.fail(i, 1);
        }

        scene.ticks(3);

        assertThat(states(scene)).containsOnly(OPEN);
        assertThat(scene.replicas.get(0).status("payment").open()).isTrue();
    }

    @Test
    void lowVolume_ofOneSickReplica_opensNobody() {
        Scene scene = new Scene();
        scene.pooled = true;
        for (int i = 0; i < 3; i++) {
            scene.join(Scene.config().build());
        }

        scene.ticks(1).fail(0, 3).succeed(1, 1).ticks(3);

        assertThat(states(scene)).containsOnly(CLOSED);
    }

    @Test
    void secondApplication_isRefused_andKeepsALoneBreaker() {
        Scene scene = Scene.of(2);
        scene.application = "billing";
        scene.join(Scene.config().build());

        scene.ticks(3);

        assertThat(scene.told).contains("r2 alone: FLEET checkout");
        assertThat(scene.replicas.get(0).living()).isEqualTo(2);
    }
}
