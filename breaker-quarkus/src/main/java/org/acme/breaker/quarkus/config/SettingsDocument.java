package org.acme.breaker.quarkus.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Ramp;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.window.SlidingWindow.LastCalls;
import org.acme.breaker.window.SlidingWindow.LastTime;

/** Lists the settings in effect under their configuration keys. */
public final class SettingsDocument {

    private SettingsDocument() {}

    /**
     * Returns the breaker's settings in the order of the documentation. Durations are ISO, as
     * {@code PT5S}.
     */
    public static Map<String, Object> of(CircuitBreakerConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("mode", config.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        settings.put("failure-rate-threshold", config.failureRateThreshold());
        settings.put("minimum-calls", config.minimumCalls());
        putWindow(config, settings);
        if (!config.slowCallDuration().isZero()) {
            settings.put("slow-call-duration", config.slowCallDuration().toString());
            settings.put("slow-call-rate-threshold", config.slowCallRateThreshold());
        }
        if (!config.hangingCallDuration().isZero()) {
            settings.put("hanging-call-duration", config.hangingCallDuration().toString());
        }
        settings.put("consecutive-failures", config.consecutiveFailures());
        settings.put("open-wait", config.openWait().toString());
        putHalfOpen(config, settings);
        return settings;
    }

    /** Returns the same, plus the settings of the other parts that can be changed at run time. */
    public static Map<String, Object> of(CircuitBreakerConfig config, Pipeline pipeline) {
        Map<String, Object> settings = of(config);
        pipeline.retry()
                .ifPresent(
                        retry ->
                                settings.put(
                                        SettingOverrides.MAX_ATTEMPTS,
                                        retry.config().maxAttempts()));
        pipeline.bulkhead()
                .ifPresent(
                        bulkhead ->
                                settings.put(
                                        SettingOverrides.MAX_CONCURRENT, bulkhead.maxConcurrent()));
        return settings;
    }

    private static void putWindow(CircuitBreakerConfig config, Map<String, Object> settings) {
        if (config.window() instanceof LastTime time) {
            settings.put("window", time.length().toString());
            settings.put("window-slices", time.slices());
        } else if (config.window() instanceof LastCalls calls) {
            settings.put("window-calls", calls.size());
        }
    }

    private static void putHalfOpen(CircuitBreakerConfig config, Map<String, Object> settings) {
        settings.put("permitted-calls-in-half-open", config.permittedCallsInHalfOpen());
        settings.put("success-threshold", config.successThreshold());
        if (config.probeFailureRateThreshold() > 0) {
            settings.put("probe-failure-rate-threshold", config.probeFailureRateThreshold());
        }
        settings.put("probe-timeout", config.probeTimeout().toString());
        if (!config.maxHalfOpenDuration().isZero()) {
            settings.put("max-half-open-duration", config.maxHalfOpenDuration().toString());
        }
        Ramp ramp = config.ramp();
        if (ramp != null) {
            settings.put("ramp.percents", ramp.percents());
            settings.put("ramp.step", ramp.step().toString());
            settings.put("ramp.minimum-calls", ramp.minimumCalls());
        }
    }
}
