package org.acme.breaker.quarkus.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.Ramp;
import org.acme.breaker.quarkus.config.BreakerConfigMapping.OpenWaiting;
import org.acme.breaker.window.SlidingWindow;

/** Applies the circuit breaker settings of a name to the library's builder. */
public final class BreakerSettings {

    private static final double SLOW_CALL_RATE = 50;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int WINDOW_SLICES = 10;
    private static final Duration OPEN_WAIT = Duration.ofSeconds(30);
    private static final Duration OPEN_WAIT_MAX = Duration.ofMinutes(1);
    private static final Duration RAMP_STEP = Duration.ofSeconds(5);
    private static final int RAMP_MINIMUM_CALLS = 5;

    private final InheritedSettings layers;
    private final CircuitBreakerConfigBuilder builder;

    private BreakerSettings(InheritedSettings layers, CircuitBreakerConfigBuilder builder) {
        this.layers = layers;
        this.builder = builder;
    }

    /** Returns a builder with all configured values; errors are collected in {@code layers}. */
    public static CircuitBreakerConfigBuilder apply(InheritedSettings layers) {
        CircuitBreakerConfigBuilder builder = CircuitBreakerConfig.builder();
        BreakerSettings settings = new BreakerSettings(layers, builder);
        settings.applyWindow();
        SettingsTable.apply(layers, builder);
        settings.applySlowCalls();
        settings.applyOpenWait();
        settings.applyRamp();
        return builder;
    }

    private void applyWindow() {
        boolean byTime =
                layers.isFirstNearer(
                        "window",
                        BreakerConfigMapping::window,
                        "window-calls",
                        BreakerConfigMapping::windowCalls);
        if (byTime) {
            Duration length = layers.get("window", BreakerConfigMapping::window).orElse(WINDOW);
            int slices =
                    layers.get("window-slices", BreakerConfigMapping::windowSlices)
                            .orElse(WINDOW_SLICES);
            layers.attempt(() -> builder.window(SlidingWindow.lastTime(length, slices)));
        } else {
            layers.set(
                    "window-calls",
                    BreakerConfigMapping::windowCalls,
                    calls -> builder.window(SlidingWindow.lastCalls(calls)));
        }
    }

    private void applySlowCalls() {
        Optional<Double> rate =
                layers.get("slow-call-rate-threshold", BreakerConfigMapping::slowCallRateThreshold);
        Optional<Duration> duration =
                layers.get("slow-call-duration", BreakerConfigMapping::slowCallDuration);
        if (rate.isPresent() && duration.isEmpty()) {
            layers.complain(
                    "slow-call-rate-threshold",
                    layers.keyOf("slow-call-rate-threshold") + " needs slow-call-duration, too");
        }
        duration.filter(slow -> !slow.isZero())
                .ifPresent(
                        slow ->
                                layers.attempt(
                                        () ->
                                                builder.slowCalls(
                                                        slow, rate.orElse(SLOW_CALL_RATE))));
        layers.get("hanging-call-duration", BreakerConfigMapping::hangingCallDuration)
                .filter(hang -> !hang.isZero())
                .ifPresent(hang -> layers.attempt(() -> builder.hangingCalls(hang)));
    }

    private void applyOpenWait() {
        Duration first =
                layers.get("open-wait", config -> config.openWait().first()).orElse(OPEN_WAIT);
        Optional<Double> factor = openWait("open-wait.factor", OpenWaiting::factor);
        Optional<Double> jitter = openWait("open-wait.jitter", OpenWaiting::jitter);
        Optional<Duration> max = openWait("open-wait.max", OpenWaiting::max);
        layers.attempt(
                () -> {
                    OpenDuration fixed = OpenDuration.fixed(first);
                    builder.openWait(
                            factor.isEmpty() && jitter.isEmpty()
                                    ? fixed
                                    : OpenDuration.exponential(
                                            first,
                                            factor.orElse(1.0),
                                            max.orElse(longer(first, OPEN_WAIT_MAX)),
                                            jitter.orElse(0.0)));
                });
    }

    private <T> Optional<T> openWait(String key, Function<OpenWaiting, Optional<T>> reader) {
        return layers.get(key, config -> reader.apply(config.openWait()));
    }

    private void applyRamp() {
        Optional<List<Integer>> percents =
                layers.get("ramp.percents", config -> config.ramp().percents());
        Optional<Duration> step = layers.get("ramp.step", config -> config.ramp().step());
        Optional<Integer> minimum =
                layers.get("ramp.minimum-calls", config -> config.ramp().minimumCalls());
        if (percents.isEmpty()) {
            if (step.isPresent() || minimum.isPresent()) {
                layers.complain(
                        "ramp.percents",
                        layers.keyOf("ramp.percents") + " is missing; a ramp needs it");
            }
            return;
        }
        layers.attempt(
                () ->
                        builder.ramp(
                                new Ramp(
                                        percents.get(),
                                        step.orElse(RAMP_STEP),
                                        minimum.orElse(RAMP_MINIMUM_CALLS))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
