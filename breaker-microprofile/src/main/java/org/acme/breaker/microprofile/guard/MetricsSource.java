package org.acme.breaker.microprofile.guard;

import jakarta.inject.Singleton;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.microprofile.telemetry.MethodTelemetry;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Creates the metrics of methods if OpenTelemetry is present and metrics are not switched off. */
@Singleton
public final class MetricsSource {

    private static final String KEY = "MP_Fault_Tolerance_Metrics_Enabled";
    private static final String TELEMETRY = "io.opentelemetry.api.GlobalOpenTelemetry";

    CallMetrics of(String method, @Nullable CircuitBreaker breaker) {
        boolean wanted =
                ConfigProvider.getConfig().getOptionalValue(KEY, Boolean.class).orElse(true);
        return wanted && isThere() ? MethodTelemetry.of(method, breaker) : CallMetrics.NONE;
    }

    private static boolean isThere() {
        try {
            Class.forName(TELEMETRY, false, MetricsSource.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
