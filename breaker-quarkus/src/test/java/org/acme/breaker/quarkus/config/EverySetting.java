package org.acme.breaker.quarkus.config;

import java.util.List;
import org.acme.breaker.Ticker;
import org.acme.breaker.quarkus.config.InvalidSettingsException.Complaint;

/** Reads all settings of a name. */
final class EverySetting {

    private EverySetting() {}

    static List<String> complaints(InheritedSettings layers) {
        var builder = BreakerSettings.apply(layers);
        layers.attempt(builder::build);
        PipelineSettings parts = new PipelineSettings(layers, Ticker.system());
        parts.deadline();
        parts.timeout();
        parts.retry();
        parts.hedge();
        parts.bulkhead();
        parts.rateLimiter();
        parts.chaos();
        parts.propagatesContext();
        parts.isFallbackEnabled();
        parts.fallbackKinds();
        return layers.complaints().stream().map(Complaint::message).toList();
    }
}
