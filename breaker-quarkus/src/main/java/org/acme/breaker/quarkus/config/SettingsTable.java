package org.acme.breaker.quarkus.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Ramp;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.acme.breaker.window.SlidingWindow.LastTime;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a name, one row each, in the order of the documentation. A row drives the parsing
 * of its setting, its place in {@code /breakers}, and whether it can be changed at run time; {@code
 * ConfigurationDocTest} compares the rows with {@code docs/configuration.md}.
 */
public final class SettingsTable {

    /** The number of attempts of a pipeline with a retry. */
    public static final String MAX_ATTEMPTS = "retry.max-attempts";

    /** The number of calls in flight of a pipeline with a bulkhead. */
    public static final String MAX_CONCURRENT = "bulkhead.max-concurrent";

    private static final List<Row<?>> ROWS =
            List.of(
                    new Row<>(
                            "mode",
                            BreakerConfigMapping::mode,
                            CircuitBreakerConfigBuilder::mode,
                            config -> word(config.mode())),
                    new Row<>(
                            "failure-rate-threshold",
                            BreakerConfigMapping::failureRateThreshold,
                            CircuitBreakerConfigBuilder::failureRateThreshold,
                            CircuitBreakerConfig::failureRateThreshold),
                    new Row<>(
                            "minimum-calls",
                            BreakerConfigMapping::minimumCalls,
                            CircuitBreakerConfigBuilder::minimumCalls,
                            CircuitBreakerConfig::minimumCalls),
                    together("window", config -> time(config).map(LastTime::length)),
                    together("window-slices", config -> time(config).map(LastTime::slices)),
                    together("window-calls", config -> calls(config).map(LastCalls::size)),
                    together("slow-call-duration", config -> ifSet(config.slowCallDuration())),
                    together(
                            "slow-call-rate-threshold",
                            config ->
                                    ifSet(config.slowCallDuration())
                                            .map(slow -> config.slowCallRateThreshold())),
                    together(
                            "hanging-call-duration", config -> ifSet(config.hangingCallDuration())),
                    new Row<>(
                            "consecutive-failures",
                            BreakerConfigMapping::consecutiveFailures,
                            CircuitBreakerConfigBuilder::consecutiveFailures,
                            CircuitBreakerConfig::consecutiveFailures),
                    together("open-wait", config -> Optional.of(config.openWait())),
                    new Row<>(
                            "permitted-calls-in-half-open",
                            BreakerConfigMapping::permittedCallsInHalfOpen,
                            CircuitBreakerConfigBuilder::permittedCallsInHalfOpen,
                            CircuitBreakerConfig::permittedCallsInHalfOpen),
                    new Row<>(
                            "success-threshold",
                            BreakerConfigMapping::successThreshold,
                            CircuitBreakerConfigBuilder::successThreshold,
                            CircuitBreakerConfig::successThreshold),
                    new Row<>(
                            "probe-failure-rate-threshold",
                            BreakerConfigMapping::probeFailureRateThreshold,
                            CircuitBreakerConfigBuilder::probeFailureRateThreshold,
                            config ->
                                    config.probeFailureRateThreshold() > 0
                                            ? config.probeFailureRateThreshold()
                                            : null),
                    new Row<>(
                            "probe-timeout",
                            BreakerConfigMapping::probeTimeout,
                            CircuitBreakerConfigBuilder::probeTimeout,
                            CircuitBreakerConfig::probeTimeout),
                    new Row<>(
                            "max-half-open-duration",
                            BreakerConfigMapping::maxHalfOpenDuration,
                            CircuitBreakerConfigBuilder::maxHalfOpenDuration,
                            config -> ifSet(config.maxHalfOpenDuration()).orElse(null)),
                    together("ramp.percents", config -> ramp(config).map(Ramp::percents)),
                    together("ramp.step", config -> ramp(config).map(Ramp::step)),
                    together("ramp.minimum-calls", config -> ramp(config).map(Ramp::minimumCalls)));

    private SettingsTable() {}

    /**
     * One setting.
     *
     * @param reader of its configured value; null if it makes sense only with others, which {@link
     *     BreakerSettings} then reads together
     * @param writer of its value to the library's builder; null like {@code reader}
     * @param shown its value in effect; null if it is off
     */
    private record Row<T>(
            String key,
            @Nullable Function<BreakerConfigMapping, Optional<T>> reader,
            @Nullable BiConsumer<CircuitBreakerConfigBuilder, T> writer,
            Function<CircuitBreakerConfig, @Nullable Object> shown) {

        void apply(InheritedSettings layers, CircuitBreakerConfigBuilder builder) {
            if (reader != null && writer != null) {
                layers.set(key, reader, value -> writer.accept(builder, value));
            }
        }
    }

    private static Row<Object> together(
            String key, Function<CircuitBreakerConfig, Optional<?>> shown) {
        return new Row<>(key, null, null, config -> shown.apply(config).orElse(null));
    }

    /** Passes the value of each setting that stands alone to the builder, if it is configured. */
    static void apply(InheritedSettings layers, CircuitBreakerConfigBuilder builder) {
        ROWS.forEach(row -> row.apply(layers, builder));
    }

    /**
     * Returns the settings in effect under their configuration keys, in the order of the
     * documentation. Durations are ISO, as {@code PT5S}.
     */
    public static Map<String, Object> shown(CircuitBreakerConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Row<?> row : ROWS) {
            Object value = row.shown().apply(config);
            if (value != null) {
                settings.put(row.key(), isPlain(value) ? value : value.toString());
            }
        }
        return settings;
    }

    /** Returns the same, plus the settings of the other parts that can be changed at run time. */
    public static Map<String, Object> shown(CircuitBreakerConfig config, Pipeline pipeline) {
        Map<String, Object> settings = shown(config);
        pipeline.retry()
                .ifPresent(retry -> settings.put(MAX_ATTEMPTS, retry.config().maxAttempts()));
        pipeline.bulkhead()
                .ifPresent(bulkhead -> settings.put(MAX_CONCURRENT, bulkhead.maxConcurrent()));
        return settings;
    }

    /**
     * Whether a setting can be changed at run time: all of the breaker. The other parts of a
     * pipeline are built once; only two of their settings can be changed.
     */
    static boolean isLive(String setting) {
        return setting.equals(MAX_ATTEMPTS)
                || setting.equals(MAX_CONCURRENT)
                || ROWS.stream().anyMatch(row -> isOf(row.key(), setting));
    }

    /** {@code open-wait.factor} belongs to {@code open-wait}. */
    private static boolean isOf(String row, String setting) {
        return setting.equals(row) || setting.startsWith(row + ".");
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number || value instanceof String || value instanceof List;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
