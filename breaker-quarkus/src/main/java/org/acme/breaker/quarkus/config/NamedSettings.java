package org.acme.breaker.quarkus.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads {@code breaker."<name>".…} from the application's configuration. Thread-safe. */
public final class NamedSettings {

    private static final Pattern WITHOUT_QUOTES = Pattern.compile("[\\w-]+");

    private final SmallRyeConfig config;
    private final SortedSet<String> names;

    /** Finds the names of all known settings in this configuration. */
    public NamedSettings(SmallRyeConfig config) {
        this.config = config;
        this.names = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            KeyCheck.nameIn(key).ifPresent(names::add);
        }
    }

    /** Returns the names that have settings, {@code default} included. */
    public SortedSet<String> names() {
        return new TreeSet<>(names);
    }

    /** Whether a name has settings of its own. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** Returns the settings of a name, without inherited ones. */
    public WrittenSettings of(String name) {
        String plain = ConfigKeys.PREFIX + name + ".";
        String quoted = ConfigKeys.PREFIX + '"' + name + "\".";
        return new OfAName(
                config,
                WITHOUT_QUOTES.matcher(name).matches() ? List.of(plain) : List.of(quoted, plain));
    }

    private record OfAName(SmallRyeConfig config, List<String> prefixes)
            implements WrittenSettings {

        @Override
        public Optional<String> text(String key) {
            for (String prefix : prefixes) {
                Optional<String> text =
                        known(() -> config.getOptionalValue(prefix + key, String.class));
                if (text.isPresent()) {
                    return text;
                }
            }
            return Optional.empty();
        }

        @Override
        public List<String> texts(String key) {
            for (String prefix : prefixes) {
                Optional<List<String>> texts =
                        known(() -> config.getOptionalValues(prefix + key, String.class));
                if (texts.isPresent()) {
                    return texts.get();
                }
            }
            return List.of();
        }

        private static <T> T known(Supplier<T> reading) {
            try {
                return reading.get();
            } catch (NoSuchElementException | ConfigValidationException unknown) {
                throw new IllegalArgumentException(
                        "must be a value, but refers to one that does not exist", unknown);
            }
        }
    }
}
