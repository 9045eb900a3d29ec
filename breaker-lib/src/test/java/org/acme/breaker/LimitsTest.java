package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.acme.breaker.window.SlidingWindow;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.acme.breaker.window.SlidingWindow.LastTime;
import org.junit.jupiter.api.Test;

/** The outermost values that are allowed: what is refused beyond them, {@link ConfigTest} shows. */
class LimitsTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void outermostValues_areAccepted() {
        List<UnaryOperator<CircuitBreakerConfigBuilder>> settings =
                List.of(
                        with -> with.window(SlidingWindow.lastCalls(1)).minimumCalls(1),
                        with -> with.window(SlidingWindow.lastCalls(LastCalls.LARGEST)),
                        with -> with.window(SlidingWindow.lastTime(SECOND, 1)),
                        with -> with.window(SlidingWindow.lastTime(YEAR, LastTime.MOST_SLICES)),
                        with -> with.consecutiveFailures(0),
                        with -> with.permittedCallsInHalfOpen(1),
                        with -> with.permittedCallsInHalfOpen(1000),
                        with -> with.successThreshold(1_000_000),
                        with -> with.openWait(OpenDuration.exponential(SECOND, 1, SECOND, 0)),
                        with -> with.openWait(OpenDuration.exponential(SECOND, 100, YEAR, 1)));

        for (UnaryOperator<CircuitBreakerConfigBuilder> setting : settings) {
            assertThatCode(() -> setting.apply(CircuitBreakerConfig.builder()).build())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void percentages_areTold_andZeroWhereOff() {
        CircuitBreakerConfig off = CircuitBreakerConfig.defaults();
        CircuitBreakerConfig on =
                CircuitBreakerConfig.builder()
                        .slowCalls(SECOND, 12.5)
                        .probeFailureRateThreshold(33.5)
                        .build();

        assertThat(off.slowCallRateThreshold()).isZero();
        assertThat(off.probeFailureRateThreshold()).isZero();
        assertThat(on.slowCallRateThreshold()).isEqualTo(12.5);
        assertThat(on.probeFailureRateThreshold()).isEqualTo(33.5);
    }

    @Test
    void systemTime_passes() {
        long first = Ticker.system().nanos();

        assertThat(first).isNotZero();
        assertThat(Ticker.system().nanos() - first).isNotNegative();
        assertThat(Ticker.system().wallTime()).isNotNull();
    }
}
