package org.acme.breaker.quarkus.pipeline;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.quarkus.config.BreakerConfigMapping;
import org.acme.breaker.quarkus.config.BreakerSettings;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.InheritedSettings;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.config.PipelineSettings;
import org.acme.breaker.quarkus.config.SettingsTable;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** Creates the library's parts from the configuration of a name and its customizer. */
@Singleton
final class PipelineFactory {

    private final BreakersConfig config;
    private final Customizers customizers;
    private final Ticker ticker;

    PipelineFactory(BreakersConfig config, Customizers customizers, Ticker ticker) {
        this.config = config;
        this.customizers = customizers;
        this.ticker = ticker;
    }

    /**
     * Returns the configuration of the breaker of a name.
     *
     * @param changed the settings changed at run time; {@code null} if none
     * @throws InvalidSettingsException if a setting is wrong
     */
    CircuitBreakerConfig breakerConfig(String name, @Nullable BreakerConfigMapping changed) {
        InheritedSettings layers = layers(name, changed);
        Optional<CircuitBreakerConfig> built = breakerConfig(layers);
        return checked(layers, built);
    }

    /**
     * Returns the new values of all that can change at run time.
     *
     * @param changed the settings changed at run time
     * @throws InvalidSettingsException if a setting is wrong
     */
    LiveConfig liveConfig(String name, BreakerConfigMapping changed) {
        InheritedSettings layers = layers(name, changed);
        Optional<CircuitBreakerConfig> breaker = breakerConfig(layers);
        Optional<Integer> attempts =
                layers.get(SettingsTable.MAX_ATTEMPTS, named -> named.retry().maxAttempts());
        Optional<Integer> places =
                layers.get(SettingsTable.MAX_CONCURRENT, of -> of.bulkhead().maxConcurrent());
        // A configured 0 permits or 1 attempt may mean that the part is absent: not checked again
        // here.
        changed.retry()
                .maxAttempts()
                .ifPresent(
                        to -> layers.attempt(() -> RetryConfig.builder().maxAttempts(to).build()));
        changed.bulkhead()
                .maxConcurrent()
                .ifPresent(to -> layers.attempt(() -> Bulkhead.of(name, to)));
        return checked(layers, breaker.map(made -> new LiveConfig(made, attempts, places)));
    }

    /** The breaker's configuration, the attempts of a retry, the permits of a bulkhead. */
    record LiveConfig(
            CircuitBreakerConfig breaker, Optional<Integer> attempts, Optional<Integer> places) {}

    /**
     * Creates the pipeline of a name around its breaker; without protection, it contains only the
     * breaker.
     *
     * @throws InvalidSettingsException if a setting is wrong
     */
    Pipeline pipeline(String name, CircuitBreaker breaker) {
        InheritedSettings layers = layers(name, null);
        Optional<Pipeline> built = assemble(layers, breaker);
        Pipeline complete = checked(layers, built);
        return config.enabled() ? complete : Pipeline.named(name).breaker(breaker).build();
    }

    /**
     * Returns whether the fallbacks of a name are used, and their kinds.
     *
     * @throws InvalidSettingsException if a setting is wrong
     */
    Fallbacks fallbacks(String name) {
        InheritedSettings layers = layers(name, null);
        PipelineSettings parts = new PipelineSettings(layers, ticker);
        Fallbacks fallbacks =
                new Fallbacks(config.enabled() && parts.isFallbackEnabled(), parts.fallbackKinds());
        return checked(layers, Optional.of(fallbacks));
    }

    /** The configuration of the fallbacks of a name. */
    record Fallbacks(boolean enabled, List<String> kinds) {}

    private Optional<Pipeline> assemble(InheritedSettings layers, CircuitBreaker breaker) {
        PipelineBuilder builder =
                Pipeline.named(layers.name()).breaker(breaker).time(ticker, Timer.shared());
        PipelineSettings parts = new PipelineSettings(layers, ticker);
        parts.deadline().ifPresent(length -> layers.attempt(() -> builder.deadline(length)));
        parts.timeout().ifPresent(builder::timeout);
        parts.bulkhead().ifPresent(builder::bulkhead);
        parts.rateLimiter().ifPresent(builder::rateLimiter);
        parts.retry()
                .map(retry -> customizers.of(layers.name()).customize(retry))
                .ifPresent(retry -> builder.retry(retryOf(layers.name(), retry)));
        return layers.make(builder::build);
    }

    private Retry retryOf(String name, RetryConfig retry) {
        return Retry.of(name, retry, ticker, Pause.sleeping(), Timer.shared());
    }

    private Optional<CircuitBreakerConfig> breakerConfig(InheritedSettings layers) {
        CircuitBreakerConfigBuilder builder = BreakerSettings.apply(layers);
        layers.attempt(() -> customizers.of(layers.name()).customize(builder));
        return layers.make(builder::build);
    }

    private InheritedSettings layers(String name, @Nullable BreakerConfigMapping changed) {
        InheritedSettings layers = new InheritedSettings(name);
        if (changed != null) {
            layers.then(name, changed);
        }
        then(layers, name);
        if (isHost(name)) {
            then(layers, BreakersConfig.HOSTS);
        }
        if (!name.equals(BreakersConfig.DEFAULT)) {
            then(layers, BreakersConfig.DEFAULT);
        }
        return layers;
    }

    /** Whether a name has the form that {@code HostPipelines} uses. */
    static boolean isHost(String name) {
        return name.contains("://");
    }

    private void then(InheritedSettings layers, String name) {
        BreakerConfigMapping written = config.named().get(name);
        if (written != null) {
            layers.then(name, written);
        }
    }

    private static <T> T checked(InheritedSettings layers, Optional<T> built) {
        if (!layers.complaints().isEmpty() || built.isEmpty()) {
            throw new InvalidSettingsException(layers.complaints());
        }
        return built.get();
    }
}
