package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What other members of a fleet may do to a breaker. */
class FleetLinkTest {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration LONGER = Duration.ofSeconds(8);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().minimumCalls(2).successThreshold(1).openWait(WAIT);
    }

    @Test
    void open_opensAClosedBreaker_forTheWaitOfTheFleet() {
        Caller caller = Caller.of(config()).succeed(3).fail(1);

        boolean changed = caller.breaker.fleet().open(LONGER);

        assertThat(changed).isTrue();
        Snapshot open = caller.breaker.snapshot();
        assertThat(open.state()).isEqualTo(BreakerState.OPEN);
        assertThat(open.reason()).isEqualTo(Reason.FLEET_OPEN);
        assertThat(open.counts()).isEqualTo(new Counts(4, 1, 0));
        assertThat(open.untilProbe()).isEqualTo(LONGER);
        assertThat(caller.transitions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakerState.class,
            names = {"CLOSED", "HALF_OPEN", "RECOVERING"})
    void open_opensFromEveryStateThatAdmitsCalls(BreakerState from) {
        Caller caller = in(from);

        assertThat(caller.breaker.fleet().open(WAIT)).isTrue();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        caller.pass(WAIT);
        assertThat(caller.isPermitted()).isTrue();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void open_ofAnOpenBreaker_prolongsItsWait_andIsNoTransition() {
        Caller caller = Caller.of(config()).open();
        caller.pass(Duration.ofSeconds(4));
        caller.events.clear();

        assertThat(caller.breaker.fleet().open(WAIT)).isTrue();
        caller.pass(WAIT.minus(MOMENT));

        assertThat(caller.isPermitted()).isFalse();
        assertThat(caller.transitions()).isEmpty();
        assertThat(caller.breaker.snapshot().reason()).isEqualTo(Reason.FAILURE_RATE);
        caller.pass(MOMENT);
        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void open_neverShortensAWait() {
        Caller caller = Caller.of(config()).open();

        assertThat(caller.breaker.fleet().open(MOMENT)).isFalse();

        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(WAIT);
    }

    @Test
    void probeInFlight_whenTheFleetOpens_isLate() {
        Caller caller = Caller.of(config()).open().pass(WAIT);
        Permit probe = caller.breaker.acquire();

        caller.breaker.fleet().open(WAIT);
        probe.success();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.breaker.snapshot().lateSuccesses()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakerState.class,
            names = {"OPEN", "HALF_OPEN"})
    void close_closes_withAnEmptyWindow(BreakerState from) {
        Caller caller = in(from);

        assertThat(caller.breaker.fleet().close()).isTrue();

        Snapshot closed = caller.breaker.snapshot();
        assertThat(closed.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(closed.reason()).isEqualTo(Reason.FLEET_CLOSED);
        assertThat(closed.counts()).isEqualTo(Counts.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakerState.class,
            names = {"OPEN", "HALF_OPEN"})
    void close_goesThroughTheRamp(BreakerState from) {
        Caller caller = in(from, config().ramp(Ramp.gentle(Duration.ofSeconds(1))));

        assertThat(caller.breaker.fleet().close()).isTrue();

        assertThat(caller.breaker.snapshot().state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(caller.breaker.snapshot().reason()).isEqualTo(Reason.FLEET_CLOSED);
        caller.pass(Duration.ofSeconds(3));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakerState.class,
            names = {"OPEN", "HALF_OPEN"},
            mode = Mode.EXCLUDE)
    void close_changesNoOtherState(BreakerState from) {
        Caller caller = in(from);

        assertThat(caller.breaker.fleet().close()).isFalse();

        assertThat(caller.breaker.state()).isEqualTo(from);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakerState.class,
            names = {"FORCED_OPEN", "DISABLED"})
    void open_leavesWhatWasSetByHand(BreakerState from) {
        Caller caller = in(from);

        assertThat(caller.breaker.fleet().open(WAIT)).isFalse();

        assertThat(caller.breaker.state()).isEqualTo(from);
    }

    @Test
    void heldProbes_areRejected_untilTheHoldIsReleased() {
        Caller caller = Caller.of(config()).open();
        caller.breaker.fleet().holdProbes(Duration.ofSeconds(10));

        caller.pass(WAIT);
        assertThat(caller.isPermitted()).isFalse();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(1);

        caller.breaker.fleet().holdProbes(Duration.ZERO);
        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void hold_endsByItself_whenTheFleetFallsSilent() {
        Caller caller = Caller.of(config()).open();
        caller.pass(WAIT);
        caller.breaker.fleet().holdProbes(Duration.ofSeconds(1));

        assertThat(caller.pass(Duration.ofMillis(999)).isPermitted()).isFalse();
        assertThat(caller.pass(MOMENT).isPermitted()).isTrue();
    }

    @Test
    void hold_ends_whenTheClockGoesFarBack() {
        Caller caller = Caller.of(config());
        caller.breaker.fleet().holdProbes(FleetLink.LONGEST_HOLD);
        caller.pass(Duration.ofDays(-1)).open();

        assertThat(caller.pass(WAIT).isPermitted()).isTrue();
    }

    @Test
    void hold_touchesNoCallOfAClosedBreaker() {
        Caller caller = Caller.of(config());
        caller.breaker.fleet().holdProbes(FleetLink.LONGEST_HOLD);

        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void hold_beyondItsLimit_isRefused() {
        FleetLink fleet = Caller.of(config()).breaker.fleet();

        assertThatThrownBy(() -> fleet.holdProbes(Duration.ofSeconds(61)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("time must be from PT0S to PT1M");
        assertThatThrownBy(() -> fleet.holdProbes(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidConfigurationException.class);
        assertThatThrownBy(() -> fleet.open(Duration.ZERO))
                .isInstanceOf(InvalidConfigurationException.class);
    }

    private static Caller in(BreakerState state) {
        return switch (state) {
            case RECOVERING -> in(state, config().ramp(Ramp.gentle(Duration.ofSeconds(1))));
            default -> in(state, config());
        };
    }

    private static Caller in(BreakerState state, CircuitBreakerConfigBuilder config) {
        Caller caller = Caller.of(config);
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
}
