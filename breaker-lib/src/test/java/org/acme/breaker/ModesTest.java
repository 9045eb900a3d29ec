package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** States that an operator or the configuration asks for, and what a snapshot tells of them. */
class ModesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Caller caller = Caller.of(config());

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().minimumCalls(2).openWait(Duration.ofSeconds(5));
    }

    // --- by hand ---

    @Test
    void halfOpenByHand_letsProbesDecide_fromAnyState() {
        assertThat(caller.breaker.halfOpen()).isTrue();
        assertThat(caller.breaker.halfOpen()).isFalse();
        caller.succeed(3);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        caller.breaker.forceOpen();
        caller.breaker.halfOpen();

        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.MANUAL_HALF_OPEN);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void openForATime_waitsThatLong_andAgainIfToldAgain() {
        caller.breaker.open(MINUTE);
        caller.pass(Duration.ofSeconds(59));
        caller.breaker.open(MINUTE);

        assertThat(caller.pass(Duration.ofSeconds(59)).isPermitted()).isFalse();
        assertThat(caller.pass(Duration.ofSeconds(1)).isPermitted()).isTrue();
        assertThat(caller.transitions()).hasSize(2);
    }

    @Test
    void forcedOpenForATime_refusesThatLong_andComesBackByProbes() {
        caller.breaker.forceOpen(MINUTE);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(MINUTE);
        assertThat(caller.pass(MINUTE.minusNanos(1)).isPermitted()).isFalse();
        caller.pass(Duration.ofNanos(1));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        caller.succeed(3);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void forcedOpenForATime_canBeForcedWithoutEnd() {
        caller.breaker.forceOpen(MINUTE);

        assertThat(caller.breaker.forceOpen()).isTrue();
        assertThat(caller.breaker.forceOpen()).isFalse();
        assertThat(caller.pass(MINUTE.multipliedBy(2)).isPermitted()).isFalse();
    }

    @Test
    void clockThatGoesBack_doesNotProlongAForcedOpen_byMoreThanItsTime() {
        caller.breaker.forceOpen(MINUTE);
        caller.pass(Duration.ofHours(-1));
        assertThat(caller.isPermitted()).isFalse();

        assertThat(caller.pass(MINUTE).isPermitted()).isTrue();
    }

    // --- by configuration ---

    @Test
    void disabledByConfiguration_letsCallsPass_fromTheStart() {
        Caller disabled = Caller.of(config().mode(Mode.DISABLED));

        disabled.fail(10);

        assertThat(disabled.breaker.state()).isEqualTo(BreakerState.DISABLED);
        assertThat(disabled.breaker.snapshot().reason()).isEqualTo(Reason.CONFIGURED);
        assertThat(disabled.breaker.snapshot().admittedPercent()).isEqualTo(100);
        assertThat(disabled.isPermitted()).isTrue();
    }

    @Test
    void forcedOpenByConfiguration_refusesCalls_fromTheStart() {
        Caller forced = Caller.of(config().mode(Mode.FORCED_OPEN));

        assertThat(forced.isPermitted()).isFalse();
        assertThat(forced.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
        assertThat(forced.breaker.snapshot().rejected()).isEqualTo(1);
    }

    @Test
    void mode_canBeChangedWhileItRuns_inBothDirections() {
        configure(caller, config().mode(Mode.FORCED_OPEN));
        assertThat(caller.isPermitted()).isFalse();
        configure(caller, config().mode(Mode.DISABLED));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.DISABLED);
        configure(caller, config().mode(Mode.ENFORCED));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.transitions()).hasSize(3);
        assertThat(caller.transitions()).allMatch(t -> t.reason() == Reason.CONFIGURED);
    }

    @Test
    void operator_mayCloseWhatTheConfigurationHolds_untilItIsReset() {
        Caller held = Caller.of(config().mode(Mode.FORCED_OPEN));

        held.breaker.close();
        assertThat(held.isPermitted()).isTrue();
        configure(held, config().mode(Mode.FORCED_OPEN).minimumCalls(7));
        assertThat(held.breaker.state()).isEqualTo(BreakerState.CLOSED);
        held.breaker.reset();

        assertThat(held.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
    }

    @Test
    void whatAnOperatorForcedOpen_isNotClosedByAnotherConfiguration() {
        caller.breaker.forceOpen();

        configure(caller, config().mode(Mode.DRY_RUN));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
    }

    private static void configure(Caller caller, CircuitBreakerConfigBuilder config) {
        caller.breaker.configure(config.build());
    }

    // --- counters ---

    @Test
    void snapshot_countsFailuresAndSuccessesInARow_andTellsTheLastFailure() {
        Caller counted = Caller.of(config().minimumCalls(20));
        assertThat(counted.breaker.snapshot().lastFailureAt()).isNull();

        counted.succeed(4);
        assertThat(counted.breaker.snapshot().consecutiveSuccesses()).isEqualTo(4);
        counted.fail(3).pass(MINUTE);
        Snapshot failing = counted.breaker.snapshot();
        counted.succeed(2);
        Snapshot succeeding = counted.breaker.snapshot();

        assertThat(failing.consecutiveFailures()).isEqualTo(3);
        assertThat(failing.consecutiveSuccesses()).isZero();
        assertThat(failing.lastFailureAt()).isEqualTo(Instant.EPOCH);
        assertThat(succeeding.consecutiveFailures()).isZero();
        assertThat(succeeding.consecutiveSuccesses()).isEqualTo(2);
    }

    @Test
    void snapshot_countsSuccessesInARow_beyondTheWindow() {
        Caller counted = Caller.of(config().minimumCalls(20));
        counted.fail(1);

        for (int second = 0; second < 120; second++) {
            counted.succeed(1).pass(Duration.ofSeconds(1));
        }

        assertThat(counted.breaker.snapshot().consecutiveSuccesses()).isEqualTo(120);
        assertThat(counted.breaker.snapshot().counts().calls()).isLessThan(40);
    }

    @Test
    void snapshot_countsProbes() {
        Caller probing = Caller.of(config().successThreshold(10).probeFailureRateThreshold(50));
        probing.breaker.halfOpen();

        probing.succeed(2).fail(1);

        Snapshot snapshot = probing.breaker.snapshot();
        assertThat(snapshot.probeSuccesses()).isEqualTo(2);
        assertThat(snapshot.probeFailures()).isEqualTo(1);
        assertThat(snapshot.consecutiveFailures()).isZero();
    }
}
