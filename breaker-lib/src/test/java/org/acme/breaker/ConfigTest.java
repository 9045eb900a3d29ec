package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong settings explain themselves. */
class ConfigTest {

    private static Arguments wrong(
            String key, String message, Consumer<CircuitBreakerConfigBuilder> setting) {
        return Arguments.of(key, message, setting);
    }

    static Stream<Arguments> wrongValues() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                wrong(
                        "failureRateThreshold",
                        "failureRateThreshold must be above 0 and at most 100 (percent), but is"
                                + " 0.0",
                        c -> c.failureRateThreshold(0)),
                wrong("failureRateThreshold", "but is 100.1", c -> c.failureRateThreshold(100.1)),
                wrong(
                        "failureRateThreshold",
                        "but is NaN",
                        c -> c.failureRateThreshold(Double.NaN)),
                wrong(
                        "failureRateThreshold",
                        "a percentage of at most 6 decimals, but is 1.0000001",
                        c -> c.failureRateThreshold(1.0000001)),
                wrong("slowCallRateThreshold", "but is -1.0", c -> c.slowCalls(second, -1)),
                wrong(
                        "slowCallDuration",
                        "above PT0S and at most 365 days, but is PT0S",
                        c -> c.slowCalls(Duration.ZERO, 50)),
                wrong("hangingCallDuration", "but is PT-1S", c -> c.hangingCalls(second.negated())),
                wrong("minimumCalls", "at least 1, but is 0", c -> c.minimumCalls(0)),
                wrong("consecutiveFailures", "but is -1", c -> c.consecutiveFailures(-1)),
                wrong("permittedCallsInHalfOpen", "but is 0", c -> c.permittedCallsInHalfOpen(0)),
                wrong(
                        "permittedCallsInHalfOpen",
                        "from 1 to 1000, but is 1001",
                        c -> c.permittedCallsInHalfOpen(1001)),
                wrong("successThreshold", "but is 0", c -> c.successThreshold(0)),
                wrong("successThreshold", "but is 1000001", c -> c.successThreshold(1_000_001)),
                wrong(
                        "probeFailureRateThreshold",
                        "but is 101.0",
                        c -> c.probeFailureRateThreshold(101)),
                wrong("probeTimeout", "but is PT0S", c -> c.probeTimeout(Duration.ZERO)),
                wrong(
                        "maxHalfOpenDuration",
                        "but is PT-1S",
                        c -> c.maxHalfOpenDuration(second.negated())),
                wrong("openWait", "but is PT0S", c -> c.openWait(Duration.ZERO)),
                wrong("openWait", "365 days", c -> c.openWait(Duration.ofDays(366))),
                wrong(
                        "openWait.cap",
                        "at least the first wait PT2S, but is PT1S",
                        c -> OpenDuration.exponential(second.multipliedBy(2), 2, second, 0)),
                wrong(
                        "openWait.factor",
                        "from 1 to 100, but is 0.5",
                        c -> OpenDuration.exponential(second, 0.5, second, 0)),
                wrong(
                        "openWait.jitter",
                        "from 0 to 1, but is 1.5",
                        c -> OpenDuration.exponential(second, 1, second, 1.5)),
                wrong(
                        "window.size",
                        "from 1 to 1000000 (calls), but is 0",
                        c -> c.window(SlidingWindow.lastCalls(0))),
                wrong(
                        "window.size",
                        "but is 1000001",
                        c -> c.window(SlidingWindow.lastCalls(1_000_001))),
                wrong(
                        "window.length",
                        "but is PT0S",
                        c -> c.window(SlidingWindow.lastTime(Duration.ZERO))),
                wrong(
                        "window.slices",
                        "from 1 to 100, but is 101",
                        c -> c.window(SlidingWindow.lastTime(second, 101))),
                wrong(
                        "window.slices",
                        "but is 0",
                        c -> c.window(SlidingWindow.lastTime(second, 0))),
                wrong(
                        "ramp.percents",
                        "growing whole numbers, each above 0 and below 100, but is [10, 10]",
                        c -> new Ramp(List.of(10, 10), second, 1)),
                wrong("ramp.percents", "is [100]", c -> new Ramp(List.of(100), second, 1)),
                wrong("ramp.percents", "is []", c -> new Ramp(List.of(), second, 1)),
                wrong("ramp.step", "is PT0S", c -> new Ramp(List.of(1), Duration.ZERO, 1)),
                wrong("ramp.minimumCalls", "is 0", c -> new Ramp(List.of(1), second, 0)));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void wrongValue_isNamed_withWhatIsAllowed(
            String key, String message, Consumer<CircuitBreakerConfigBuilder> setting) {
        assertThatThrownBy(() -> setting.accept(CircuitBreakerConfig.builder()))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        wrong -> assertThat(wrong.key()).isEqualTo(key))
                .hasMessageContaining(message);
    }

    @Test
    void configuration_saysWhatItIs() {
        assertThat(CircuitBreakerConfig.defaults())
                .hasToString(
                        "CircuitBreakerConfig[window=the calls of the last PT30S, in 10 slices,"
                                + " minimumCalls=20, failureRateThreshold=50 %, openWait=PT30S,"
                                + " permittedCallsInHalfOpen=1, successThreshold=3,"
                                + " probeTimeout=PT10S, mode=ENFORCED]");
        CircuitBreakerConfig all =
                CircuitBreakerConfig.builder()
                        .window(SlidingWindow.lastCalls(7))
                        .minimumCalls(3)
                        .slowCalls(Duration.ofSeconds(2), 33.3)
                        .hangingCalls(Duration.ofSeconds(4))
                        .consecutiveFailures(9)
                        .probeFailureRateThreshold(25)
                        .maxHalfOpenDuration(Duration.ofMinutes(1))
                        .ramp(Ramp.gentle(Duration.ofSeconds(3)))
                        .mode(Mode.DRY_RUN)
                        .build();
        assertThat(all.toString())
                .contains("window=the last 7 calls", "slowCalls=33.3 % of PT2S or longer")
                .contains("hangingCalls=PT4S", "consecutiveFailures=9", "maxHalfOpenDuration=PT1M")
                .contains("probeFailureRateThreshold=25 %", "percents=[10, 25, 50]", "DRY_RUN");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                wrong(
                        "minimumCalls",
                        "at most the window's size of 10 calls, but is 11",
                        c -> c.window(SlidingWindow.lastCalls(10)).minimumCalls(11)),
                wrong(
                        "consecutiveFailures",
                        "at least 1 if there is no window, but is 0",
                        c -> c.window(SlidingWindow.none())),
                wrong(
                        "hangingCallDuration",
                        "omitted unless slowCalls is set, but is PT1S",
                        c -> c.hangingCalls(Duration.ofSeconds(1))),
                wrong(
                        "ramp.minimumCalls",
                        "at most the window's size of 10 calls, but is 11",
                        c ->
                                c.window(SlidingWindow.lastCalls(10))
                                        .minimumCalls(10)
                                        .ramp(new Ramp(List.of(10), Duration.ofSeconds(1), 11))),
                wrong(
                        "maxHalfOpenDuration",
                        "at least the probe timeout of PT10S, but is PT9S",
                        c -> c.maxHalfOpenDuration(Duration.ofSeconds(9))));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradiction_isRefused_byBuild(
            String key, String message, Consumer<CircuitBreakerConfigBuilder> settings) {
        CircuitBreakerConfigBuilder builder = CircuitBreakerConfig.builder();
        settings.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        wrong -> assertThat(wrong.key()).isEqualTo(key))
                .hasMessageContaining(message);
    }

    @Test
    void complaint_canBeMadeUnderAnotherKey() {
        InvalidConfigurationException wrong =
                new InvalidConfigurationException("minimumCalls", "at least 1", 0);

        assertThat(wrong.withKey("breaker.payment.minimum-calls"))
                .hasMessage("breaker.payment.minimum-calls must be at least 1, but is 0");
        assertThat(wrong.allowed()).isEqualTo("at least 1");
        assertThat(wrong.value()).isEqualTo("0");
    }

    @Test
    void defaults_areWhatTheJavadocSays() {
        CircuitBreakerConfig config = CircuitBreakerConfig.defaults();

        assertThat(config.window()).isEqualTo(SlidingWindow.lastTime(Duration.ofSeconds(30)));
        assertThat(config.failureRateThreshold()).isEqualTo(50);
        assertThat(config.minimumCalls()).isEqualTo(20);
        assertThat(config.slowCallRateThreshold()).isZero();
        assertThat(config.slowCallDuration()).isZero();
        assertThat(config.hangingCallDuration()).isZero();
        assertThat(config.consecutiveFailures()).isZero();
        assertThat(config.openWait().waitFor(1, null)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.permittedCallsInHalfOpen()).isEqualTo(1);
        assertThat(config.successThreshold()).isEqualTo(3);
        assertThat(config.probeFailureRateThreshold()).isZero();
        assertThat(config.probeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxHalfOpenDuration()).isZero();
        assertThat(config.halfOpenEnd()).isEqualTo(HalfOpenEnd.REOPEN);
        assertThat(config.gracePeriod()).isZero();
        assertThat(config.hasOpenRule()).isFalse();
        assertThat(config.ramp()).isNull();
        assertThat(config.mode()).isEqualTo(Mode.ENFORCED);
    }

    @Test
    void copy_keepsEverySetting() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder()
                        .window(SlidingWindow.lastCalls(7))
                        .minimumCalls(3)
                        .failureRateThreshold(12.5)
                        .slowCalls(Duration.ofSeconds(2), 33.3)
                        .hangingCalls(Duration.ofSeconds(4))
                        .consecutiveFailures(9)
                        .openWait(Duration.ofSeconds(6))
                        .permittedCallsInHalfOpen(2)
                        .successThreshold(4)
                        .probeFailureRateThreshold(25)
                        .probeTimeout(Duration.ofSeconds(8))
                        .maxHalfOpenDuration(Duration.ofMinutes(1))
                        .halfOpenEnd(HalfOpenEnd.CLOSE)
                        .gracePeriod(Duration.ofSeconds(11))
                        .openWhen(counts -> false)
                        .ramp(Ramp.gentle(Duration.ofSeconds(3)))
                        .mode(Mode.DRY_RUN)
                        .build();

        assertThat(config.toBuilder().build())
                .usingRecursiveComparison()
                .ignoringFields("classifier", "openWait")
                .isEqualTo(config);
        assertThat(config.toBuilder().build().classifier()).isSameAs(config.classifier());
        assertThat(config.toBuilder().build().openWait()).isSameAs(config.openWait());
        assertThat(config.toBuilder().noSlowCalls().noHangingCalls().build().slowCallDuration())
                .isZero();
    }
}
