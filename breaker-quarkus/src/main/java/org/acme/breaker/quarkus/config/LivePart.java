package org.acme.breaker.quarkus.config;

import java.util.Optional;
import java.util.function.Function;
import org.acme.breaker.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a part that can change while the application runs.
 *
 * @param part the part of a pipeline that has the setting
 * @param change changes the part
 * @param standard the value if nothing is configured; null: the part keeps what it has
 */
public record LivePart<P, T>(
        Setting<T> setting,
        Function<Pipeline, Optional<P>> part,
        Change<P, T> change,
        @Nullable T standard) {

    /** Prepares a change, so that several are made together or not at all. */
    @FunctionalInterface
    interface Change<P, T> {

        /**
         * Returns what makes the change.
         *
         * @throws org.acme.breaker.InvalidConfigurationException if the value is wrong
         */
        Runnable prepare(P part, T value);
    }

    /** Returns the key of the setting. */
    public String key() {
        return setting.key();
    }

    /** Whether a pipeline has the part. */
    public boolean isIn(Pipeline pipeline) {
        return part.apply(pipeline).isPresent();
    }

    /** Returns what brings the part to its configured value; nothing if it is absent or wrong. */
    public Runnable prepare(Pipeline pipeline, InheritedSettings layers) {
        Optional<T> value = layers.get(setting).or(() -> Optional.ofNullable(standard));
        Optional<P> there = part.apply(pipeline);
        if (value.isEmpty() || there.isEmpty()) {
            return () -> {};
        }
        return layers.make(() -> change.prepare(there.get(), value.get())).orElse(() -> {});
    }
}
