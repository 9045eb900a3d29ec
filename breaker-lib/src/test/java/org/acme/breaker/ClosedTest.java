package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** When a closed breaker opens, and when it doesn't. */
class ClosedTest {

    private static final Duration SLOW = Duration.ofMillis(500);

    private static CircuitBreakerConfigBuilder lastTen() {
        return CircuitBreakerConfig.builder().window(SlidingWindow.lastCalls(10)).minimumCalls(4);
    }

    @Test
    void new_isClosedAndKnowsNothing() {
        Caller caller = Caller.of(lastTen());

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(caller.breaker.snapshot().reason()).isNull();
        assertThat(caller.breaker.history()).isEmpty();
    }

    @Test
    void failures_belowTheMinimum_dontOpen() {
        Caller caller = Caller.of(lastTen()).fail(3);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void failure_thatFillsTheMinimum_opens() {
        Caller caller = Caller.of(lastTen()).fail(4);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.FAILURE_RATE);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(4, 4, 0));
        assertThat(caller.lastTransition().cause()).isEqualTo(Caller.Down.class.getName());
    }

    @Test
    void success_thatFillsTheMinimum_isEvaluated() {
        Caller caller = Caller.of(lastTen()).fail(3).succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(4, 3, 0));
    }

    @Test
    void rate_exactlyAtTheThreshold_opens() {
        Caller caller = Caller.of(lastTen().failureRateThreshold(40)).succeed(6).fail(3);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        caller.fail(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void rate_aHairBelowAThresholdWithDecimals_doesntOpen() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastCalls(3))
                                .minimumCalls(3)
                                .failureRateThreshold(33.333334));

        caller.succeed(2).fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        caller.breaker.configure(
                caller.breaker.config().toBuilder().failureRateThreshold(33.333333).build());
        caller.succeed(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void failures_thatLeftTheCountWindow_areForgotten() {
        Caller caller = Caller.of(lastTen().failureRateThreshold(45)).succeed(6).fail(4).succeed(6);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(10, 4, 0));

        caller.succeed(1).fail(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(10, 3, 0));
    }

    @Test
    void failures_thatLeftTheTimeWindow_areForgotten() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                                .minimumCalls(4));

        caller.fail(3).pass(Duration.ofSeconds(10)).fail(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void success_afterGoodCallsHaveExpired_isEvaluated() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                                .minimumCalls(4));
        caller.succeed(5).pass(Duration.ofSeconds(5)).fail(4);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        caller.pass(Duration.ofSeconds(5)).succeed(1);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(5, 4, 0));
    }

    @Test
    void slowCalls_atTheirThreshold_open() {
        Caller caller = Caller.of(lastTen().slowCalls(SLOW, 50));

        caller.succeed(2).succeedSlowly(2, SLOW);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.SLOW_CALL_RATE);
        assertThat(caller.lastTransition().numbers()).isEqualTo(new Counts(4, 0, 2));
    }

    @Test
    void call_aNanosecondBelowTheSlowDuration_isNotSlow() {
        Caller caller = Caller.of(lastTen().slowCalls(SLOW, 50));

        caller.succeedSlowly(10, SLOW.minusNanos(1));

        assertThat(caller.breaker.snapshot().counts().slowCalls()).isZero();
    }

    @Test
    void slowFailure_countsAsBoth() {
        Caller caller = Caller.of(lastTen().minimumCalls(10).slowCalls(SLOW, 100));

        caller.failSlowly(1, SLOW);

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 1));
    }

    @Test
    void slowCalls_withoutDetection_areJustCalls() {
        Caller caller = Caller.of(lastTen()).succeedSlowly(10, Duration.ofHours(1));

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void failuresInARow_open_whateverTheRateAndMinimum() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastCalls(100))
                                .minimumCalls(100)
                                .consecutiveFailures(3));

        caller.fail(2).succeed(1).fail(2);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);

        caller.fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(caller.lastTransition().reason()).isEqualTo(Reason.CONSECUTIVE_FAILURES);
    }

    @Test
    void failuresInARow_openWithoutAnyWindow() {
        Caller caller =
                Caller.of(
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.none())
                                .consecutiveFailures(2));

        caller.fail(2);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void ignoredCalls_neitherCountNorEndARow() {
        Caller caller =
                Caller.of(
                        lastTen()
                                .minimumCalls(10)
                                .consecutiveFailures(3)
                                .ignoreExceptions(IllegalArgumentException.class));

        caller.fail(2);
        caller.breaker.acquire().failure(new IllegalArgumentException());
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 2, 0));

        caller.fail(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void slowSuccess_endsARowOfFailures() {
        Caller caller =
                Caller.of(lastTen().minimumCalls(10).consecutiveFailures(3).slowCalls(SLOW, 100));

        caller.fail(2).succeedSlowly(1, SLOW).fail(2);

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
}
