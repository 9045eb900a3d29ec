package org.acme.breaker.quarkus.pipeline;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.config.LivePart;
import org.acme.breaker.quarkus.config.SettingOverrides;
import org.acme.breaker.quarkus.config.SettingsTable;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings while the application runs. They take precedence over the configuration until
 * they are restored or the application ends.
 */
@Singleton
public final class LiveSettings {

    private final PipelineFactory factory;
    private final Pipelines pipelines;

    /** The changed values by name, then by setting. */
    private final Map<String, Map<String, String>> changes = new HashMap<>();

    LiveSettings(PipelineFactory factory, Pipelines pipelines, CircuitBreakerRegistry registry) {
        this.factory = factory;
        this.pipelines = pipelines;
        registry.onRemoved(breaker -> forget(breaker.name()));
    }

    private synchronized void forget(String name) {
        changes.remove(name);
    }

    /**
     * Changes settings of a breaker and of the other parts of its pipeline: all of them, or none if
     * one is wrong.
     *
     * @param wanted values by key, such as {@code minimum-calls}; {@code null} restores the
     *     configured value
     * @throws InvalidSettingsException if a setting is unknown, can't be changed, or is wrong
     * @throws SettingsInCodeException if the breaker's settings are not configured under {@code
     *     breaker.}: there would be no way back to them
     */
    public synchronized void change(CircuitBreaker breaker, Map<String, @Nullable String> wanted) {
        String name = breaker.name();
        if (!pipelines.isConfigured(name)) {
            throw new SettingsInCodeException(name);
        }
        Optional<Pipeline> pipeline = pipelines.find(name);
        SettingOverrides.requireAcceptable(wanted, absent(pipeline));
        Map<String, String> merged = new TreeMap<>(changes.getOrDefault(name, Map.of()));
        wanted.forEach(
                (setting, value) -> {
                    if (value == null) {
                        merged.remove(setting);
                    } else {
                        merged.put(setting, value);
                    }
                });
        factory.change(breaker, pipeline, SettingOverrides.parse(merged), wanted.keySet()).run();
        changes.put(name, merged);
    }

    private static Set<String> absent(Optional<Pipeline> pipeline) {
        Set<String> absent = new HashSet<>();
        for (LivePart<?, ?> part : SettingsTable.liveParts()) {
            if (!pipeline.map(part::isIn).orElse(false)) {
                absent.add(part.key());
            }
        }
        return absent;
    }
}
