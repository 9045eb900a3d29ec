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
 * All pipelines, by name. Those that are configured or injected exist from the start; any other is
 * made when it is first asked for, with the settings that all inherit. Thread-safe.
 */
@Singleton
public final class Pipelines {

    private final BreakersConfig config;
    private final PipelineFactory factory;
    private final CircuitBreakerRegistry registry;
    private final ConcurrentMap<String, Pipeline> pipelines = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Fallbacks> fallbacks = new ConcurrentHashMap<>();

    /** Names whose breaker was made here; the application may have made others by itself. */
    private final Set<String> configured = ConcurrentHashMap.newKeySet();

    private final List<Consumer<? super Pipeline>> onAdded = new CopyOnWriteArrayList<>();
    private final List<FallbackListener> onFallback = new CopyOnWriteArrayList<>();

    /** Told of fallbacks. */
    public interface FallbackListener {

        /** There is a fallback of this kind. */
        default void known(String name, String kind) {}

        /** It was used. */
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
     * The pipeline of this name.
     *
     * @throws InvalidSettingsException if there was none, and its settings are wrong
     */
    public Pipeline pipeline(String name) {
        Pipeline known = pipelines.get(name);
        return known != null ? known : make(name);
    }

    /** The pipeline of this name, if there is one already. */
    public Optional<Pipeline> find(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    /** The breaker of this name, the same that its pipeline has. */
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
            // Removed meanwhile, and perhaps told so before it was known here.
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
     * Whether the breaker of this name has its settings from configuration. Otherwise it was in the
     * registry before anybody asked for its pipeline, with settings from code or from an annotation.
     */
    public boolean isConfigured(String name) {
        return configured.contains(name);
    }

    /** All there are. */
    public Collection<Pipeline> all() {
        return List.copyOf(pipelines.values());
    }

    /** Tells {@code listener} of every pipeline: those that exist now, and those to come. */
    public void onAdded(Consumer<? super Pipeline> listener) {
        onAdded.add(listener);
        all().forEach(listener);
    }

    /** Tells {@code listener} of fallbacks that are made known from now on, and of their use. */
    public void onFallback(FallbackListener listener) {
        onFallback.add(listener);
    }

    /**
     * The fallback as this application is configured: counted under the pipeline's name, or none at
     * all where {@code breaker.enabled} or the name's {@code fallback.enabled} is false.
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
