package org.acme.breaker.quarkus.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
                    Map.entry("backoff.wait", "retry.backoff"),
                    Map.entry("backoff.shortest", "retry.backoff"),
                    Map.entry("backoff.longest", "retry.max-backoff"),
                    Map.entry("backoff.step", "retry.backoff.step"),
                    Map.entry("backoff.factor", "retry.backoff.factor"),
                    Map.entry("backoff.jitter", "retry.backoff.jitter"),
                    Map.entry("adaptive.min", "bulkhead.adaptive.min"),
                    Map.entry("adaptive.max", "bulkhead.adaptive.max"),
                    Map.entry("adaptive.initial", "bulkhead.max-concurrent"),
                    Map.entry("adaptive.tolerance", "bulkhead.adaptive.tolerance"),
                    Map.entry("adaptive.window", "bulkhead.adaptive.window"),
                    Map.entry("adaptive.window.calls", "bulkhead.adaptive.window-calls"),
                    Map.entry("adaptive.baselineEvery", "bulkhead.adaptive.baseline-every"),
                    Map.entry("chaos.latency.delay", "chaos.delay"),
                    Map.entry("retryBudget.percent", "retry.budget.percent"),
                    Map.entry("retryBudget.reserve", "retry.budget.reserve"),
                    Map.entry("rateLimiter.permits", "rate-limit.permits"),
                    Map.entry("rateLimiter.per", "rate-limit.per"),
                    Map.entry("rateLimiter.burst", "rate-limit.burst"),
                    Map.entry("rateLimiter.maxWait", "rate-limit.max-wait"));

    private final String name;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();

    private record Layer(String writtenFor, WrittenSettings settings) {}

    /** Creates an empty list of settings. */
    public InheritedSettings(String name) {
        this.name = name;
    }

    /** Adds settings with a lower precedence than those added before. */
    public InheritedSettings then(String writtenFor, WrittenSettings settings) {
        layers.add(new Layer(writtenFor, settings));
        return this;
    }

    /** Returns the name that the settings belong to. */
    public String name() {
        return name;
    }

    /**
     * Returns the value of a setting with the highest precedence. A text that can't be read is an
     * error, and counts as not written.
     */
    public <T> Optional<T> get(Setting<T> setting) {
        for (Layer layer : layers) {
            Optional<T> value = read(layer, setting);
            if (value.isPresent()) {
                origins.put(setting.key(), ConfigKeys.of(layer.writtenFor(), setting.key()));
                return value;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> read(Layer layer, Setting<T> setting) {
        try {
            return setting.type().read(layer.settings(), setting.key());
        } catch (IllegalArgumentException e) {
            complain(
                    setting.key(),
                    ConfigKeys.of(layer.writtenFor(), setting.key()) + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Passes the value of a setting with the highest precedence to {@code use}, if there is one.
     */
    public <T> void set(Setting<T> setting, Consumer<? super T> use) {
        get(setting).ifPresent(value -> attempt(() -> use.accept(value)));
    }

    /**
     * Whether the first of two settings that exclude each other has precedence; {@code true} if
     * neither is set.
     */
    public boolean isFirstNearer(Setting<?> first, Setting<?> second) {
        for (Layer layer : layers) {
            boolean hasFirst = read(layer, first).isPresent();
            boolean hasSecond = read(layer, second).isPresent();
            if (hasFirst && hasSecond) {
                complain(
                        second.key(),
                        ConfigKeys.of(layer.writtenFor(), first.key())
                                + " and "
                                + ConfigKeys.of(layer.writtenFor(), second.key())
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
