package org.acme.breaker.quarkus.config;

import static org.acme.breaker.quarkus.config.SettingType.NUMBER;
import static org.acme.breaker.quarkus.config.SettingType.TIME;
import static org.acme.breaker.quarkus.config.SettingType.WHOLE;
import static org.acme.breaker.quarkus.config.SettingType.WHOLES;
import static org.acme.breaker.quarkus.config.SettingType.choice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.HalfOpenEnd;
import org.acme.breaker.Mode;
import org.acme.breaker.Ramp;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.acme.breaker.window.SlidingWindow.LastTime;
import org.jspecify.annotations.Nullable;

/** The settings of the circuit breaker. */
final class BreakerRows {

    private static final String PERCENT = "above 0, at most 100";
    private static final String LENGTH = "above 0, at most 365 days";
    private static final String LENGTH_OR_OFF = "0 to 365 days";

    // Settings that make sense only together; BreakerSettings reads them.

    static final Setting<Duration> WINDOW =
            new Setting<>(
                    "window",
                    TIME,
                    "30s",
                    LENGTH,
                    "length of the time window: only calls that ended within it are judged");
    static final Setting<Integer> WINDOW_SLICES =
            new Setting<>(
                    "window-slices",
                    WHOLE,
                    "10",
                    "1 to 100",
                    "number of slices of that time: more slices forget more smoothly");
    static final Setting<Integer> WINDOW_CALLS =
            new Setting<>(
                    "window-calls",
                    WHOLE,
                    "",
                    "1 to 1000000",
                    "judges exactly this number of most recent calls instead");
    static final Setting<Duration> SLOW_CALL_DURATION =
            new Setting<>(
                    "slow-call-duration",
                    TIME,
                    "0",
                    LENGTH_OR_OFF,
                    "calls that take at least this long count as slow, failed or not; 0: off");
    static final Setting<Double> SLOW_CALL_RATE =
            new Setting<>(
                    "slow-call-rate-threshold",
                    NUMBER,
                    "",
                    PERCENT,
                    "percentage of slow calls that opens; 50 if only the duration is set");
    static final Setting<Duration> HANGING_CALL_DURATION =
            new Setting<>(
                    "hanging-call-duration",
                    TIME,
                    "0",
                    LENGTH_OR_OFF,
                    "a call that still runs after this time counts as slow; needs"
                            + " `slow-call-duration`; 0: off");
    static final Setting<Duration> OPEN_WAIT =
            new Setting<>("open-wait", TIME, "30s", LENGTH, "time in open before the first probe");
    static final Setting<Double> OPEN_WAIT_FACTOR =
            new Setting<>(
                    "open-wait.factor",
                    NUMBER,
                    "",
                    "1 to 100",
                    "multiplies the wait with each further opening in a row");
    static final Setting<Duration> OPEN_WAIT_MAX =
            new Setting<>(
                    "open-wait.max",
                    TIME,
                    "",
                    "at least `open-wait`",
                    "longest wait; one minute if a factor or jitter is set");
    static final Setting<Double> OPEN_WAIT_JITTER =
            new Setting<>(
                    "open-wait.jitter",
                    NUMBER,
                    "",
                    "0 to 1",
                    "share by which a wait is randomly shortened, so that instances do not probe"
                            + " together");
    static final Setting<List<Integer>> RAMP_PERCENTS =
            new Setting<>(
                    "ramp.percents",
                    WHOLES,
                    "",
                    "growing, each above 0 and below 100",
                    "percentages of calls that are admitted step by step after the probes, such as"
                            + " `10,25,50`; without it, all at once");
    static final Setting<Duration> RAMP_STEP =
            new Setting<>(
                    "ramp.step",
                    TIME,
                    "",
                    LENGTH,
                    "duration of each step; 5 s if `ramp.percents` is set");
    static final Setting<Integer> RAMP_MINIMUM_CALLS =
            new Setting<>(
                    "ramp.minimum-calls",
                    WHOLE,
                    "",
                    "at least 1",
                    "number of recorded calls before a rate can reopen the breaker while it"
                            + " recovers; 5 if `ramp.percents` is set");

    /** All settings of the breaker, in the order of the documentation. */
    static final List<Row<?>> ALL =
            List.of(
                    row(
                            new Setting<>(
                                    "failure-rate-threshold",
                                    NUMBER,
                                    "50",
                                    PERCENT,
                                    "percentage of failed calls in the window that opens the"
                                            + " breaker"),
                            CircuitBreakerConfigBuilder::failureRateThreshold,
                            CircuitBreakerConfig::failureRateThreshold),
                    row(
                            new Setting<>(
                                    "minimum-calls",
                                    WHOLE,
                                    "20",
                                    "at least 1, at most `window-calls`",
                                    "number of calls the window must hold before a rate is judged"),
                            CircuitBreakerConfigBuilder::minimumCalls,
                            CircuitBreakerConfig::minimumCalls),
                    together(WINDOW, config -> time(config).map(LastTime::length)),
                    together(WINDOW_SLICES, config -> time(config).map(LastTime::slices)),
                    together(WINDOW_CALLS, config -> calls(config).map(LastCalls::size)),
                    together(SLOW_CALL_DURATION, config -> ifSet(config.slowCallDuration())),
                    together(
                            SLOW_CALL_RATE,
                            config ->
                                    ifSet(config.slowCallDuration())
                                            .map(slow -> config.slowCallRateThreshold())),
                    together(HANGING_CALL_DURATION, config -> ifSet(config.hangingCallDuration())),
                    row(
                            new Setting<>(
                                    "consecutive-failures",
                                    WHOLE,
                                    "0",
                                    "at least 0",
                                    "number of failures in a row that opens, whatever the rate; 0:"
                                            + " off"),
                            CircuitBreakerConfigBuilder::consecutiveFailures,
                            CircuitBreakerConfig::consecutiveFailures),
                    row(
                            new Setting<>(
                                    "grace-period",
                                    TIME,
                                    "0",
                                    LENGTH_OR_OFF,
                                    "no rate and no rule opens the breaker this soon after its"
                                            + " start and after each close, for processes that"
                                            + " warm up; 0: off"),
                            CircuitBreakerConfigBuilder::gracePeriod,
                            config -> ifSet(config.gracePeriod()).orElse(null)),
                    together(OPEN_WAIT, config -> Optional.of(config.openWait())),
                    together(OPEN_WAIT_FACTOR, config -> Optional.empty()),
                    together(OPEN_WAIT_MAX, config -> Optional.empty()),
                    together(OPEN_WAIT_JITTER, config -> Optional.empty()),
                    row(
                            new Setting<>(
                                    "permitted-calls-in-half-open",
                                    WHOLE,
                                    "1",
                                    "1 to 1000",
                                    "probes in flight at once"),
                            CircuitBreakerConfigBuilder::permittedCallsInHalfOpen,
                            CircuitBreakerConfig::permittedCallsInHalfOpen),
                    row(
                            new Setting<>(
                                    "success-threshold",
                                    WHOLE,
                                    "3",
                                    "1 to 1000000",
                                    "successful probes required to close"),
                            CircuitBreakerConfigBuilder::successThreshold,
                            CircuitBreakerConfig::successThreshold),
                    row(
                            new Setting<>(
                                    "probe-failure-rate-threshold",
                                    NUMBER,
                                    "",
                                    PERCENT,
                                    "makes `success-threshold` probes, and reopens at this"
                                            + " percentage of failed ones; without it, one"
                                            + " failed probe reopens"),
                            CircuitBreakerConfigBuilder::probeFailureRateThreshold,
                            config ->
                                    config.probeFailureRateThreshold() > 0
                                            ? config.probeFailureRateThreshold()
                                            : null),
                    row(
                            new Setting<>(
                                    "probe-timeout",
                                    TIME,
                                    "10s",
                                    LENGTH,
                                    "time a probe may take before it counts as failed"),
                            CircuitBreakerConfigBuilder::probeTimeout,
                            CircuitBreakerConfig::probeTimeout),
                    row(
                            new Setting<>(
                                    "max-half-open-duration",
                                    TIME,
                                    "0",
                                    "0, or from `probe-timeout` to 365 days",
                                    "longest time in half-open without a decision; 0: no limit"),
                            CircuitBreakerConfigBuilder::maxHalfOpenDuration,
                            config -> ifSet(config.maxHalfOpenDuration()).orElse(null)),
                    row(
                            new Setting<>(
                                    "half-open-end",
                                    choice(HalfOpenEnd.class),
                                    "reopen",
                                    "`reopen`, `close`",
                                    "what follows `max-half-open-duration`: `close` suits breakers"
                                            + " with few calls, such as those behind a cache"),
                            CircuitBreakerConfigBuilder::halfOpenEnd,
                            config ->
                                    ifSet(config.maxHalfOpenDuration())
                                            .map(set -> SettingType.word(config.halfOpenEnd()))
                                            .orElse(null)),
                    together(RAMP_PERCENTS, config -> ramp(config).map(Ramp::percents)),
                    together(RAMP_STEP, config -> ramp(config).map(Ramp::step)),
                    together(RAMP_MINIMUM_CALLS, config -> ramp(config).map(Ramp::minimumCalls)),
                    row(
                            new Setting<>(
                                    "mode",
                                    choice(Mode.class),
                                    "enforced",
                                    "`enforced`, `dry-run`, `disabled`, `forced-open`",
                                    "`dry-run`: a call that would be rejected is counted and"
                                            + " admitted; `disabled`: every call is admitted and"
                                            + " only measured; `forced-open`: every call is"
                                            + " rejected"),
                            CircuitBreakerConfigBuilder::mode,
                            config -> SettingType.word(config.mode())));

    private BreakerRows() {}

    /**
     * One setting of the breaker.
     *
     * @param writer of its value to the library's builder; null if {@link BreakerSettings} reads it
     *     together with others
     * @param shown its value in effect; null if it is off
     */
    record Row<T>(
            Setting<T> setting,
            @Nullable BiConsumer<CircuitBreakerConfigBuilder, T> writer,
            Function<CircuitBreakerConfig, @Nullable Object> shown) {

        void apply(InheritedSettings layers, CircuitBreakerConfigBuilder builder) {
            BiConsumer<CircuitBreakerConfigBuilder, T> alone = writer;
            if (alone != null) {
                layers.set(setting, value -> alone.accept(builder, value));
            }
        }
    }

    private static <T> Row<T> row(
            Setting<T> setting,
            BiConsumer<CircuitBreakerConfigBuilder, T> writer,
            Function<CircuitBreakerConfig, @Nullable Object> shown) {
        return new Row<>(setting, writer, shown);
    }

    private static <T> Row<T> together(
            Setting<T> setting, Function<CircuitBreakerConfig, Optional<?>> shown) {
        return new Row<>(setting, null, config -> shown.apply(config).orElse(null));
    }

    private static Optional<Duration> ifSet(Duration duration) {
        return Optional.of(duration).filter(time -> !time.isZero());
    }

    private static Optional<LastTime> time(CircuitBreakerConfig config) {
        return Optional.of(config.window())
                .filter(LastTime.class::isInstance)
                .map(LastTime.class::cast);
    }

    private static Optional<LastCalls> calls(CircuitBreakerConfig config) {
        return Optional.of(config.window())
                .filter(LastCalls.class::isInstance)
                .map(LastCalls.class::cast);
    }

    private static Optional<Ramp> ramp(CircuitBreakerConfig config) {
        return Optional.ofNullable(config.ramp());
    }
}
