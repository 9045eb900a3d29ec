package org.acme.breaker.quarkus.pipeline;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.config.WrittenSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings that were changed while the application runs. They stand before those that are configured,
 * until they are taken back or the application ends.
 */
@Singleton
public final class LiveSettings {

    private final PipelineFactory factory;

    /** By name, then by setting. */
    private final Map<String, Map<String, String>> changes = new HashMap<>();

    LiveSettings(PipelineFactory factory, CircuitBreakerRegistry registry) {
        this.factory = factory;
        registry.onRemoved(breaker -> forget(breaker.name()));
    }

    private synchronized void forget(String name) {
        changes.remove(name);
    }

    /**
     * Changes settings of a breaker; all of them, or none if one is wrong.
     *
     * @param wanted values by key, such as {@code minimum-calls}; {@code null}: as configured
     * @throws InvalidSettingsException if a setting is unknown, can't be changed, or is wrong
     */
    public synchronized void change(CircuitBreaker breaker, Map<String, @Nullable String> wanted) {
        WrittenSettings.requireAcceptable(wanted);
        String name = breaker.name();
        Map<String, String> merged = new TreeMap<>(changes.getOrDefault(name, Map.of()));
        wanted.forEach(
                (setting, value) -> {
                    if (value == null) {
                        merged.remove(setting);
                    } else {
                        merged.put(setting, value);
                    }
                });
        breaker.configure(factory.breakerConfig(name, WrittenSettings.parse(merged)));
        changes.put(name, merged);
    }
}
