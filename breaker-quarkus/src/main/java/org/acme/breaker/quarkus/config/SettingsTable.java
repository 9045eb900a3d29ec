package org.acme.breaker.quarkus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.pipeline.Pipeline;

/**
 * The settings of a name, one row each, in the order of the documentation: {@link BreakerRows} has
 * those of the breaker, {@link PartRows} those of the other parts. A row drives the keys, the
 * parsing, the documentation, {@code /breakers} and what can be changed at run time.
 */
public final class SettingsTable {

    private SettingsTable() {}

    /** Returns the keys of all settings, such as {@code retry.max-attempts}. */
    static SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        all().forEach(setting -> keys.add(setting.key()));
        return keys;
    }

    private static Stream<Setting<?>> all() {
        return Stream.concat(
                BreakerRows.ALL.stream().map(BreakerRows.Row::setting),
                PartRows.ALL.stream().map(PartRows.Row::setting));
    }

    /** Returns the setting of this key, if there is one. */
    static Optional<Setting<?>> find(String key) {
        return all().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** Passes the value of each setting that stands alone to the builder, if it is configured. */
    static void apply(InheritedSettings layers, CircuitBreakerConfigBuilder builder) {
        BreakerRows.ALL.forEach(row -> row.apply(layers, builder));
    }

    /**
     * Returns the settings of a breaker in effect under their configuration keys, in the order of
     * the documentation. Durations are ISO, as {@code PT5S}.
     */
    public static Map<String, Object> shown(CircuitBreakerConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (BreakerRows.Row<?> row : BreakerRows.ALL) {
            Object value = row.shown().apply(config);
            if (value != null) {
                settings.put(row.setting().key(), printed(value));
            }
        }
        return settings;
    }

    /** Returns the same, plus those of the other parts of the pipeline. */
    public static Map<String, Object> shown(CircuitBreakerConfig config, Pipeline pipeline) {
        Map<String, Object> settings = shown(config);
        for (PartRows.Row<?> row : PartRows.ALL) {
            row.shown()
                    .apply(pipeline)
                    .ifPresent(value -> settings.put(row.setting().key(), printed(value)));
        }
        return settings;
    }

    private static Object printed(Object value) {
        boolean plain =
                value instanceof Number
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof List;
        return plain ? value : value.toString();
    }

    /** Returns the settings of parts that can change at run time. */
    public static List<LivePart<?, ?>> liveParts() {
        List<LivePart<?, ?>> live = new ArrayList<>();
        PartRows.ALL.stream().map(PartRows.Row::live).filter(Objects::nonNull).forEach(live::add);
        return live;
    }

    /**
     * Whether a setting can be changed at run time: all of the breaker. The other parts of a
     * pipeline are built once; only some of their settings can be changed.
     */
    static boolean isLive(String key) {
        return BreakerRows.ALL.stream().anyMatch(row -> row.setting().key().equals(key))
                || liveParts().stream().anyMatch(part -> part.key().equals(key));
    }

    /** Returns the rows of the breaker's settings as they stand in the documentation. */
    static List<String> breakerDocumentation() {
        return BreakerRows.ALL.stream().map(row -> row.setting().documentation()).toList();
    }

    /** Returns the rows of the other parts' settings as they stand in the documentation. */
    static List<String> partDocumentation() {
        return PartRows.ALL.stream().map(row -> row.setting().documentation()).toList();
    }
}
