package org.acme.breaker.quarkus.pipeline;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.pipeline.PipelineFactory.Fallbacks;
import org.jspecify.annotations.Nullable;

/**
 * Holds all pipelines by name. Those that are configured or injected exist from the start; any
 * other is created on first use, with the inherited settings. Thread-safe.
 */
@Singleton
public final class Pipelines {

    private final BreakersConfig config;
    private final PipelineFactory factory;
    private final CircuitBreakerRegistry registry;
    private final ConcurrentMap<String, Pipeline> pipelines = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Fallbacks> fallbacks = new ConcurrentHashMap<>();

    /** Names whose breaker was created here; the application may have created others itself. */
    private final Set<String> configured = ConcurrentHashMap.newKeySet();

    private final List<Consumer<? super Pipeline>> onAdded = new CopyOnWriteArrayList<>();
    private final List<FallbackListener> onFallback = new CopyOnWriteArrayList<>();

    /** Hears of the existence and use of fallbacks. */
    public interface FallbackListener {

        /** Called when a fallback of this kind becomes known. */
        default void known(String name, String kind) {}

        /** Called when a fallback of this kind was used. */
        void used(String name, String kind);
    }

    Pipelines(BreakersConfig config, PipelineFactory factory, CircuitBreakerRegistry registry) {
        this.config = config;
        this.factory = factory;
        this.registry = registry;
        registry.onRemoved(breaker -> forget(breaker.name()));
        if (!config.enabled()) {
            registry.onAdded(CircuitBreaker::disable);
        }
    }

    /**
     * Returns the pipeline of this name; creates it if there is none.
     *
     * @throws InvalidSettingsException if there was none, and its settings are wrong
     */
    public Pipeline pipeline(String name) {
        Pipeline known = pipelines.get(name);
        return known != null ? known : make(name);
    }

    /** Returns the pipeline of this name, if it exists already. */
    public Optional<Pipeline> find(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    /** Returns the breaker of this name, the one in its pipeline. */
    public CircuitBreaker breaker(String name) {
        return pipeline(name).breaker().orElseThrow();
    }

    private void forget(String name) {
        pipelines.remove(name);
        fallbacks.remove(name);
        configured.remove(name);
    }

    private Pipeline make(String name) {
        CircuitBreakerConfig settings = factory.breakerConfig(name, null);
        CircuitBreaker breaker = registry.breaker(name, settings);
        if (breaker.config() == settings) {
            configured.add(name);
        }
        Pipeline made = factory.pipeline(name, breaker);
        Fallbacks ways = factory.fallbacks(name);
        fallbacks.put(name, ways);
        Pipeline before = pipelines.putIfAbsent(name, made);
        if (before != null) {
            return before;
        }
        if (!registry.find(name).filter(known -> known == breaker).isPresent()) {
            // Removed meanwhile; the removal may have been reported before the pipeline was stored
            // here.
            pipelines.remove(name, made);
            return made;
        }
        onAdded.forEach(listener -> listener.accept(made));
        ways.kinds().forEach(kind -> onFallback.forEach(listener -> listener.known(name, kind)));
        return made;
    }

    /** Whether calls pass straight through ({@code breaker.enabled=false}). */
    public boolean isPassThrough() {
        return !config.enabled();
    }

    /**
     * Whether the breaker of this name has its settings from the configuration. Otherwise it was in
     * the registry before its pipeline was first used, with settings from code or from an
     * annotation.
     */
    public boolean isConfigured(String name) {
        return configured.contains(name);
    }

    /** Returns all existing pipelines. */
    public Collection<Pipeline> all() {
        return List.copyOf(pipelines.values());
    }

    /** Adds a listener for pipelines: it gets those that exist now, and each new one. */
    public void onAdded(Consumer<? super Pipeline> listener) {
        onAdded.add(listener);
        all().forEach(listener);
    }

    /** Adds a listener for fallbacks that become known from now on, and for their use. */
    public void onFallback(FallbackListener listener) {
        onFallback.add(listener);
    }

    /**
     * Returns the fallback as configured: counted under the pipeline's name, or without rules if
     * {@code breaker.enabled} or the name's {@code fallback.enabled} is false.
     */
    public <T extends @Nullable Object> Fallback<T> fallback(String name, Fallback<T> fallback) {
        pipeline(name);
        Fallbacks ways = fallbacks.get(name);
        if (ways == null || !ways.enabled()) {
            return Fallback.none();
        }
        return fallback.onUse(kind -> onFallback.forEach(told -> told.used(name, kind)));
    }
}
