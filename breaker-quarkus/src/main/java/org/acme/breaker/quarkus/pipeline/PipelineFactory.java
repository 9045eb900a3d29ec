package org.acme.breaker.quarkus.pipeline;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Ticker;
import org.acme.breaker.pipeline.ContextPropagation;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.quarkus.config.BreakerSettings;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.InheritedSettings;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.config.LivePart;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.acme.breaker.quarkus.config.PipelineSettings;
import org.acme.breaker.quarkus.config.SettingsTable;
import org.acme.breaker.quarkus.config.WrittenSettings;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** Creates the library's parts from the configuration of a name and its customizer. */
@Singleton
final class PipelineFactory {

    private final BreakersConfig config;
    private final NamedSettings named;
    private final Customizers customizers;
    private final Ticker ticker;
    private final ContextPropagation context;

    PipelineFactory(
            BreakersConfig config,
            NamedSettings named,
            Customizers customizers,
            Ticker ticker,
            ContextPropagation context) {
        this.config = config;
        this.named = named;
        this.customizers = customizers;
        this.ticker = ticker;
        this.context = context;
    }

    /**
     * Returns the configuration of the breaker of a name.
     *
     * @param changed the settings changed at run time; {@code null} if none
     * @throws InvalidSettingsException if a setting is wrong
     */
    CircuitBreakerConfig breakerConfig(String name, @Nullable WrittenSettings changed) {
        InheritedSettings layers = layers(name, changed);
        Optional<CircuitBreakerConfig> built = breakerConfig(layers);
        return checked(layers, built);
    }

    /**
     * Returns what brings a breaker and the other parts of its pipeline to their settings.
     *
     * @param changed the settings changed at run time
     * @param parts the keys of the parts' settings that are to change
     * @throws InvalidSettingsException if a setting is wrong
     */
    Runnable change(
            CircuitBreaker breaker,
            Optional<Pipeline> pipeline,
            WrittenSettings changed,
            Set<String> parts) {
        InheritedSettings layers = layers(breaker.name(), changed);
        List<Runnable> steps = new ArrayList<>();
        Optional<CircuitBreakerConfig> settings = breakerConfig(layers);
        settings.ifPresent(built -> steps.add(() -> breaker.configure(built)));
        for (LivePart<?, ?> part : SettingsTable.liveParts()) {
            if (parts.contains(part.key())) {
                pipeline.ifPresent(of -> steps.add(part.prepare(of, layers)));
            }
        }
        checked(layers, settings);
        return () -> steps.forEach(Runnable::run);
    }

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
        PipelineCustomizer rules = customizers.of(layers.name());
        parts.deadline().ifPresent(length -> layers.attempt(() -> builder.deadline(length)));
        parts.timeout().ifPresent(builder::timeout);
        parts.bulkhead().ifPresent(builder::bulkhead);
        parts.rateLimiter().ifPresent(builder::rateLimiter);
        parts.retry()
                .map(rules::customize)
                .ifPresent(retry -> builder.retry(retryOf(layers.name(), retry)));
        parts.hedge()
                .ifPresent(
                        hedge -> {
                            rules.customize(hedge);
                            builder.hedge(hedge.build());
                        });
        parts.chaos()
                .ifPresent(
                        chaos -> {
                            rules.customize(chaos);
                            builder.chaos(chaos.build());
                        });
        if (parts.propagatesContext()) {
            builder.context(context);
        }
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

    private InheritedSettings layers(String name, @Nullable WrittenSettings changed) {
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
        if (named.has(name)) {
            layers.then(name, named.of(name));
        }
    }

    private static <T> T checked(InheritedSettings layers, Optional<T> built) {
        if (!layers.complaints().isEmpty() || built.isEmpty()) {
            throw new InvalidSettingsException(layers.complaints());
        }
        return built.get();
    }
}
