package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** The way back by a ramp. */
class RecoveringTest {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofSeconds(10);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(100))
                .minimumCalls(2)
                .successThreshold(1)
                .openWait(WAIT)
                .ramp(new Ramp(List.of(10, 50), STEP, 4));
    }

    private static Caller recovering() {
        return Caller.of(config()).open().pass(WAIT).succeed(1);
    }

    private static int permittedOf(Caller caller, int arrivals) {
        int permitted = 0;
        for (int i = 0; i < arrivals; i++) {
            permitted += caller.isPermitted() ? 1 : 0;
        }
        return permitted;
    }

    @Test
    void probesThatSucceed_beginTheRamp() {
        Caller caller = recovering();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.PROBES_SUCCEEDED);
        assertThat(caller.breaker.snapshot().admittedPercent()).isEqualTo(10);
    }

    @Test
    void share_ofTheStep_isAdmitted_exactly() {
        Caller caller = recovering();
        assertThat(permittedOf(caller, 1000)).isEqualTo(100);

        caller.pass(STEP);
        assertThat(permittedOf(caller, 1000)).isEqualTo(500);
        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(900 + 500);
    }

    @Test
    void rampThatEnds_withCallsThatHang_reopens_andDoesNotClose() {
        CircuitBreakerConfigBuilder watching =
                config().slowCalls(Duration.ofSeconds(1), 50).hangingCalls(STEP.multipliedBy(2));
        Caller caller = Caller.of(watching).open().pass(WAIT).succeed(1);
        for (int arrival = 0; arrival < 40; arrival++) {
            caller.breaker.tryAcquire();
        }

        caller.pass(STEP.multipliedBy(2));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().from()).isEqualTo(BreakerState.RECOVERING);
    }

    @Test
    void share_isSpreadEvenly() {
        Caller caller = recovering();

        for (int i = 0; i < 5; i++) {
            assertThat(permittedOf(caller, 10)).isEqualTo(1);
        }
    }

    @Test
    void ramp_atItsEnd_closes_andKeepsWhatItCounted() {
        Caller caller = recovering();
        for (int i = 0; i < 20; i++) {
            Permit permit = caller.breaker.tryAcquire();
            if (permit != null) {
                permit.success();
            }
        }
        caller.pass(STEP.multipliedBy(2));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.RAMP_COMPLETED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 0, 0));
    }

    @Test
    void ramp_atItsEnd_closesByACallAsWell() {
        Caller caller = recovering().pass(STEP.multipliedBy(2));

        caller.succeed(50);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().rejected()).isZero();
    }

    @Test
    void badRate_reopensAtOnce() {
        Caller caller = recovering().pass(STEP);
        int failed = 0;
        while (caller.breaker.state() == BreakerState.RECOVERING) {
            Permit permit = caller.breaker.tryAcquire();
            if (permit != null) {
                permit.failure();
                failed++;
            }
        }

        assertThat(failed).isEqualTo(4);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.RECOVERY_FAILED);
        assertThat(caller.breaker.snapshot().openings()).isEqualTo(2);
    }

    @Test
    void callInFlight_whenTheRampEnds_stillCounts() {
        Caller caller = recovering().pass(STEP);
        Permit permit = null;
        while (permit == null) {
            permit = caller.breaker.tryAcquire();
        }
        caller.pass(STEP);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        permit.failure();

        assertThat(caller.breaker.snapshot().late()).isZero();
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void refusal_saysThatItIsTheRamp() {
        Caller caller = recovering();

        try {
            caller.succeed(2);
        } catch (CallNotPermittedException refusal) {
            assertThat(refusal.reason()).isEqualTo(RejectionReason.RECOVERING);
            assertThat(refusal).hasMessageContaining("is recovering");
        }
        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(1);
    }

    @Test
    void gentleRamp_hasThreeSteps() {
        assertThat(Ramp.gentle(STEP).percents()).containsExactly(10, 25, 50);
    }
}
