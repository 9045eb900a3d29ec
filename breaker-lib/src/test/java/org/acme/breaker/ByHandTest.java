package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.acme.breaker.CircuitBreakerEvent.Cleared;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator can do, from every state. */
class ByHandTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static Caller in(BreakerState state) {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .minimumCalls(2)
                                .successThreshold(1)
                                .openWait(WAIT)
                                .ramp(Ramp.gentle(Duration.ofSeconds(1))));
        switch (state) {
            case CLOSED -> {}
            case OPEN -> caller.open();
            case HALF_OPEN -> caller.open().pass(WAIT).isPermitted();
            case RECOVERING -> caller.open().pass(WAIT).succeed(1);
            case FORCED_OPEN -> caller.breaker.forceOpen();
            case DISABLED -> caller.breaker.disable();
        }
        assertThat(caller.breaker.state()).isEqualTo(state);
        caller.events.clear();
        return caller;
    }

    @ParameterizedTest
    @EnumSource(BreakerState.class)
    void reset_closesWithAnEmptyWindow(BreakerState from) {
        Caller caller = in(from);

        caller.breaker.reset();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(caller.events).hasSize(1);
    }

    @Test
    void reset_ofAClosedBreaker_isNoTransition_andTellsWhatWasForgotten() {
        Caller caller = in(BreakerState.CLOSED).succeed(3).fail(1);
        caller.events.clear();

        caller.breaker.reset();

        assertThat(caller.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Cleared.class,
                        cleared -> assertThat(cleared.numbers()).isEqualTo(new Counts(4, 1, 0)));
        assertThat(caller.breaker.history()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BreakerState.class)
    void close_closes(BreakerState from) {
        Caller caller = in(from);

        boolean changed = caller.breaker.close();

        assertThat(changed).isEqualTo(from != BreakerState.CLOSED);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.transitions()).hasSize(changed ? 1 : 0);
    }

    @Test
    void close_ofAClosedBreaker_keepsItsWindow() {
        Caller caller = in(BreakerState.CLOSED).succeed(3);

        caller.breaker.close();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(3, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(BreakerState.class)
    void forceOpen_refusesForEver(BreakerState from) {
        Caller caller = in(from);

        boolean changed = caller.breaker.forceOpen();
        caller.pass(Duration.ofDays(10));

        assertThat(changed).isEqualTo(from != BreakerState.FORCED_OPEN);
        assertThat(caller.isPermitted()).isFalse();
        assertThat(caller.breaker.snapshot().reason()).isEqualTo(Reason.FORCED);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
    }

    @ParameterizedTest
    @EnumSource(BreakerState.class)
    void disable_letsEverythingPass_andJudgesNothing(BreakerState from) {
        Caller caller = in(from);

        boolean changed = caller.breaker.disable();
        caller.fail(100);

        assertThat(changed).isEqualTo(from != BreakerState.DISABLED);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.DISABLED);
        assertThat(caller.breaker.snapshot().late()).isZero();
    }

    @ParameterizedTest
    @EnumSource(BreakerState.class)
    void open_opensAndComesBackByProbes(BreakerState from) {
        Caller caller = in(from);

        boolean changed = caller.breaker.open();

        assertThat(changed).isEqualTo(from != BreakerState.OPEN);
        assertThat(caller.isPermitted()).isFalse();
        caller.pass(WAIT);
        assertThat(caller.isPermitted()).isTrue();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void callsInFlight_acrossAReset_areLate() {
        Caller caller = in(BreakerState.CLOSED);
        Permit permit = caller.breaker.acquire();

        caller.breaker.reset();
        permit.failure();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(caller.breaker.snapshot().late()).isEqualTo(1);
    }

    @Test
    void refusalsWhileForcedOpen_areCounted() {
        Caller caller = in(BreakerState.FORCED_OPEN);

        caller.isPermitted();
        caller.isPermitted();

        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(2);
    }
}
