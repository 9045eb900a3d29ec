package org.acme.breaker.quarkus.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.Ramp;
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
        if (layers.isFirstNearer(BreakerRows.WINDOW, BreakerRows.WINDOW_CALLS)) {
            Duration length = layers.get(BreakerRows.WINDOW).orElse(WINDOW);
            int slices = layers.get(BreakerRows.WINDOW_SLICES).orElse(WINDOW_SLICES);
            layers.attempt(() -> builder.window(SlidingWindow.lastTime(length, slices)));
        } else {
            layers.set(
                    BreakerRows.WINDOW_CALLS,
                    calls -> builder.window(SlidingWindow.lastCalls(calls)));
        }
    }

    private void applySlowCalls() {
        Optional<Double> rate = layers.get(BreakerRows.SLOW_CALL_RATE);
        Optional<Duration> duration = layers.get(BreakerRows.SLOW_CALL_DURATION);
        if (rate.isPresent() && duration.isEmpty()) {
            String key = BreakerRows.SLOW_CALL_RATE.key();
            layers.complain(key, layers.keyOf(key) + " needs slow-call-duration, too");
        }
        duration.filter(slow -> !slow.isZero())
                .ifPresent(
                        slow ->
                                layers.attempt(
                                        () ->
                                                builder.slowCalls(
                                                        slow, rate.orElse(SLOW_CALL_RATE))));
        layers.get(BreakerRows.HANGING_CALL_DURATION)
                .filter(hang -> !hang.isZero())
                .ifPresent(hang -> layers.attempt(() -> builder.hangingCalls(hang)));
    }

    private void applyOpenWait() {
        Duration first = layers.get(BreakerRows.OPEN_WAIT).orElse(OPEN_WAIT);
        Optional<Double> factor = layers.get(BreakerRows.OPEN_WAIT_FACTOR);
        Optional<Double> jitter = layers.get(BreakerRows.OPEN_WAIT_JITTER);
        Optional<Duration> max = layers.get(BreakerRows.OPEN_WAIT_MAX);
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

    private void applyRamp() {
        Optional<List<Integer>> percents = layers.get(BreakerRows.RAMP_PERCENTS);
        Optional<Duration> step = layers.get(BreakerRows.RAMP_STEP);
        Optional<Integer> minimum = layers.get(BreakerRows.RAMP_MINIMUM_CALLS);
        if (percents.isEmpty()) {
            if (step.isPresent() || minimum.isPresent()) {
                String key = BreakerRows.RAMP_PERCENTS.key();
                layers.complain(key, layers.keyOf(key) + " is missing; a ramp needs it");
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
