package org.acme.breaker.quarkus.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.quarkus.config.InvalidSettingsException.Complaint;

/**
 * The settings of one name in order of precedence: changes at run time, its own configuration,
 * inherited values. Remembers the origin of each value and collects errors, so that one message
 * names every wrong key as it was written. Used once, by one thread.
 */
public final class InheritedSettings {

    /** Settings whose keys differ from the library's names. */
    private static final Map<String, String> SPELLED_OTHERWISE =
            Map.ofEntries(
                    Map.entry("window.length", "window"),
                    Map.entry("window.slices", "window-slices"),
                    Map.entry("window.size", "window-calls"),
                    Map.entry("openWait.first", "open-wait"),
                    Map.entry("openWait.cap", "open-wait.max"),
                    Map.entry("backoff.first", "retry.backoff"),
                    Map.entry("backoff.cap", "retry.max-backoff"),
                    Map.entry("retryBudget.percent", "retry.budget.percent"),
                    Map.entry("retryBudget.reserve", "retry.budget.reserve"),
                    Map.entry("rateLimiter.permits", "rate-limit.permits"),
                    Map.entry("rateLimiter.per", "rate-limit.per"),
                    Map.entry("rateLimiter.burst", "rate-limit.burst"));

    private final String name;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();

    private record Layer(String writtenFor, BreakerConfigMapping settings) {}

    /** Creates an empty list of settings. */
    public InheritedSettings(String name) {
        this.name = name;
    }

    /** Adds settings with a lower precedence than those added before. */
    public InheritedSettings then(String writtenFor, BreakerConfigMapping settings) {
        layers.add(new Layer(writtenFor, settings));
        return this;
    }

    /** Returns the name that the settings belong to. */
    public String name() {
        return name;
    }

    /** Returns the value of a setting with the highest precedence. */
    public <T> Optional<T> get(String setting, Function<BreakerConfigMapping, Optional<T>> reader) {
        for (Layer layer : layers) {
            Optional<T> value = reader.apply(layer.settings());
            if (value.isPresent()) {
                origins.put(setting, ConfigKeys.of(layer.writtenFor(), setting));
                return value;
            }
        }
        return Optional.empty();
    }

    /**
     * Passes the value of a setting with the highest precedence to {@code setter}, if there is one.
     */
    public <T> void set(
            String setting,
            Function<BreakerConfigMapping, Optional<T>> reader,
            Consumer<? super T> use) {
        get(setting, reader).ifPresent(value -> attempt(() -> use.accept(value)));
    }

    /**
     * Whether the first of two settings that exclude each other has precedence; {@code true} if
     * neither is set.
     */
    public boolean isFirstNearer(
            String first,
            Function<BreakerConfigMapping, Optional<?>> one,
            String second,
            Function<BreakerConfigMapping, Optional<?>> other) {
        for (Layer layer : layers) {
            boolean hasFirst = one.apply(layer.settings()).isPresent();
            boolean hasSecond = other.apply(layer.settings()).isPresent();
            if (hasFirst && hasSecond) {
                complain(
                        second,
                        ConfigKeys.of(layer.writtenFor(), first)
                                + " and "
                                + ConfigKeys.of(layer.writtenFor(), second)
                                + " cannot be combined: remove one");
            }
            if (hasFirst || hasSecond) {
                return hasFirst;
            }
        }
        return true;
    }

    /** Runs a step and collects its error if a setting is wrong. */
    public void attempt(Runnable step) {
        make(
                () -> {
                    step.run();
                    return true;
                });
    }

    /** Creates a value; empty, with the error collected, if a setting is wrong. */
    public <T> Optional<T> make(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidConfigurationException e) {
            String setting =
                    SPELLED_OTHERWISE.getOrDefault(e.key(), ConfigKeys.withDashes(e.key()));
            complain(setting, String.valueOf(e.withKey(keyOf(setting)).getMessage()));
            return Optional.empty();
        }
    }

    /** Adds an error about a setting. */
    public void complain(String setting, String message) {
        Complaint complaint = new Complaint(setting, message);
        if (!complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    /** Returns the key of a setting as it was written, or in its recommended spelling. */
    public String keyOf(String setting) {
        return origins.getOrDefault(setting, ConfigKeys.of(name, setting));
    }

    /** Returns the errors so far. */
    public List<Complaint> complaints() {
        return List.copyOf(complaints);
    }
}
