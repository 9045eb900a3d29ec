package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.acme.breaker.CircuitBreakerEvent.Reconfigured;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** Changes while calls are running. */
class ReconfigurationTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(10))
                .minimumCalls(10)
                .openWait(WAIT);
    }

    private static void change(Caller caller, CircuitBreakerConfigBuilder config) {
        caller.breaker.configure(config.build());
    }

    @Test
    void thresholds_areAppliedToWhatHasBeenCounted_withTheNextOutcome() {
        Caller caller = Caller.of(config()).succeed(2).fail(2);

        change(caller, config().minimumCalls(5));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(4, 2, 0));

        caller.fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void callsInFlight_acrossAChange_count() {
        Caller caller = Caller.of(config());
        Permit permit = caller.breaker.acquire();
        Permit other = caller.breaker.acquire();

        change(caller, config().minimumCalls(3));
        permit.failure();
        other.success();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
        assertThat(caller.breaker.snapshot().late()).isZero();
    }

    @Test
    void windowOfAnotherSize_startsEmpty_andSaysSo() {
        Caller caller = Caller.of(config()).fail(3);
        caller.events.clear();
        Permit permit = caller.breaker.acquire();

        change(caller, config().window(SlidingWindow.lastCalls(20)));
        permit.failure();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(caller.breaker.snapshot().late()).isEqualTo(1);
        assertThat(caller.events.get(0))
                .isInstanceOfSatisfying(
                        Reconfigured.class, event -> assertThat(event.windowRestarted()).isTrue());
    }

    @Test
    void sameWindow_isKept_andSaidSo() {
        Caller caller = Caller.of(config());

        change(caller, config().failureRateThreshold(10));

        assertThat(caller.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reconfigured.class, event -> assertThat(event.windowRestarted()).isFalse());
        assertThat(caller.breaker.history()).isEmpty();
    }

    @Test
    void open_keepsItsWait_theNextOneIsNew() {
        Caller caller = Caller.of(config().minimumCalls(2)).open();

        change(caller, config().minimumCalls(2).openWait(Duration.ofSeconds(60)));
        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(WAIT);

        caller.pass(WAIT).fail(1);
        assertThat(caller.breaker.snapshot().untilProbe()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void halfOpen_thatNeedsFewerProbes_closesAtTheNextLook() {
        Caller caller = Caller.of(config().minimumCalls(2).successThreshold(5));
        caller.open().pass(WAIT).succeed(3);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

        change(caller, config().minimumCalls(2).successThreshold(2));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void probe_acrossAChange_counts() {
        Caller caller = Caller.of(config().minimumCalls(2).successThreshold(1));
        caller.open().pass(WAIT);
        Permit probe = Objects.requireNonNull(caller.breaker.tryAcquire());

        change(caller, config().minimumCalls(2).successThreshold(1).failureRateThreshold(10));
        probe.success();

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void listenersAndCounters_survive() {
        Caller caller = Caller.of(config());
        caller.breaker.forceOpen();
        caller.isPermitted();
        caller.events.clear();

        change(caller, config().failureRateThreshold(10));
        caller.breaker.close();

        assertThat(caller.events).hasSize(2);
        assertThat(caller.breaker.snapshot().rejected()).isEqualTo(1);
    }

    @Test
    void watchingOfHangingCalls_canBeSwitchedOnAndOff() {
        Caller caller = Caller.of(config());
        CircuitBreakerConfigBuilder watching =
                config().minimumCalls(1)
                        .slowCalls(Duration.ofSeconds(1), 50)
                        .hangingCalls(Duration.ofSeconds(1));

        change(caller, watching);
        Permit watched = caller.breaker.acquire();
        change(caller, config());
        caller.pass(Duration.ofMinutes(1)).breaker.poll();
        watched.success();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 0, 0));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
}
