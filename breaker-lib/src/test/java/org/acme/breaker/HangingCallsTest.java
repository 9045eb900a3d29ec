package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** Opening on calls that don't come back. */
class HangingCallsTest {

    private static final Duration HANGING = Duration.ofSeconds(2);

    private final Caller caller =
            Caller.of(
                    CircuitBreakerConfig.builder()
                            .window(SlidingWindow.lastCalls(10))
                            .minimumCalls(4)
                            .slowCalls(Duration.ofSeconds(1), 50)
                            .hangingCalls(HANGING));

    private List<Permit> begin(int calls) {
        List<Permit> begun = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            begun.add(caller.breaker.acquire());
        }
        return begun;
    }

    @Test
    void callsThatHang_open_withoutAnyOfThemEnding() {
        begin(4);

        caller.pass(HANGING).breaker.poll();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.IN_FLIGHT_HANG);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(4, 0, 4));
    }

    @Test
    void callsThatHang_areNoticedByTheNextAdmission() {
        begin(4);

        caller.pass(HANGING);

        assertThat(caller.isPermitted()).isFalse();
    }

    @Test
    void hangingCallsThatOnlyCompleteTheMinimum_areNotBlamedForTheFailures() {
        caller.fail(3);
        begin(1);

        caller.pass(HANGING).breaker.poll();

        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.FAILURE_RATE);
    }

    @Test
    void callsYoungerThanTheLimit_dontCount() {
        begin(4);

        caller.pass(HANGING.minusNanos(1)).breaker.poll();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void callCountedByTheSweep_isNotCountedAgain_andSaysHowItEnded() {
        List<Permit> begun = begin(2);
        caller.pass(HANGING).breaker.poll();

        begun.get(0).success();
        begun.get(1).failure();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 2));
        assertThat(caller.breaker.snapshot().late()).isZero();
    }

    @Test
    void callThatEndsInTime_isCountedAsItEnds() {
        List<Permit> begun = begin(2);
        begun.get(0).success();
        begun.get(1).failure();

        caller.pass(HANGING).breaker.poll();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
    }

    @Test
    void ignoredCall_givesItsPlaceBack() {
        begin(1).get(0).ignore();

        caller.pass(HANGING).breaker.poll();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void moreCallsThanCanBeWatched_stillCountAsTheyEnd() {
        List<Permit> begun = begin(300);

        begun.forEach(Permit::success);

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void hangingProbes_areTheLeasesBusiness() {
        begin(4);
        caller.pass(HANGING).breaker.poll();
        caller.pass(Duration.ofSeconds(30));
        Permit probe = caller.breaker.acquire();

        caller.pass(HANGING).breaker.poll();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

        probe.ignore();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }
}
