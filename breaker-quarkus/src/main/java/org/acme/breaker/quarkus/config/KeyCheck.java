package org.acme.breaker.quarkus.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds keys under {@code breaker.} that belong to no setting, and suggests the intended one. */
public final class KeyCheck {

    private static final Pattern OF_A_NAME = Pattern.compile("(\"[^\"]+\"|[^.\"]+)\\.(.+)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final String VARIABLE_PREFIX = "BREAKER_";

    private KeyCheck() {}

    /** Returns the name in a key of a known setting; empty if the key is none. */
    static Optional<String> nameIn(String key) {
        if (!key.startsWith(ConfigKeys.PREFIX)) {
            return Optional.empty();
        }
        String plain = withoutIndex(key);
        Matcher ofAName = OF_A_NAME.matcher(plain.substring(ConfigKeys.PREFIX.length()));
        if (!ofAName.matches() || !ConfigKeys.ofAName().contains(ofAName.group(2))) {
            return Optional.empty();
        }
        String name = ofAName.group(1);
        return Optional.of(name.startsWith("\"") ? name.substring(1, name.length() - 1) : name);
    }

    private static String withoutIndex(String key) {
        return INDEX.matcher(key).replaceFirst("");
    }

    /**
     * Returns one message for each unknown key under {@code breaker.}.
     *
     * @param further keys that other modules read, without {@code breaker.}
     */
    public static List<String> unknownKeys(SmallRyeConfig config, Collection<String> further) {
        Set<String> complaints = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(ConfigKeys.PREFIX)
                    && !isKnown(withoutIndex(key), further)
                    && !isVariable(config, key)) {
                complaints.add(key + " is not a setting" + guess(key, settingsNear(key, further)));
            }
        }
        return List.copyOf(complaints);
    }

    /**
     * Returns a message for each environment variable that looks like a breaker setting and is
     * none. Other programs may own such variables, so this is only a warning.
     *
     * @param variables the names of all variables
     * @param names the names of the breakers
     * @param further keys that other modules read, without {@code breaker.}
     */
    public static List<String> uselessVariables(
            Collection<String> variables, Collection<String> names, Collection<String> further) {
        Set<String> useful = new TreeSet<>();
        further.forEach(key -> useful.add(asVariable(ConfigKeys.PREFIX + key)));
        ConfigKeys.ofAll().forEach(key -> useful.add(asVariable(ConfigKeys.PREFIX + key)));
        for (String name : names) {
            ConfigKeys.ofAName().forEach(key -> useful.add(asVariable(ConfigKeys.of(name, key))));
        }
        List<String> complaints = new ArrayList<>();
        for (String variable : new TreeSet<>(variables)) {
            String plain = variable.replaceAll("_+", "_");
            if (plain.startsWith(VARIABLE_PREFIX) && !useful.contains(plain)) {
                complaints.add(variable + " does not belong to any setting" + guess(plain, useful));
            }
        }
        return complaints;
    }

    /** Returns the suggestion of the setting closest to {@code setting}. */
    public static String guessSetting(String setting) {
        return guess(setting, ConfigKeys.ofAName());
    }

    private static String guess(String written, Collection<String> candidates) {
        return NearestKey.to(written, candidates)
                .map(best -> ", did you mean " + best + "?")
                .orElse("");
    }

    private static boolean isKnown(String key, Collection<String> further) {
        String rest = key.substring(ConfigKeys.PREFIX.length());
        Matcher ofAName = OF_A_NAME.matcher(rest);
        return ConfigKeys.ofAll().contains(rest)
                || further.contains(rest)
                || (ofAName.matches() && ConfigKeys.ofAName().contains(ofAName.group(2)));
    }

    private static List<String> settingsNear(String key, Collection<String> further) {
        Matcher ofAName = OF_A_NAME.matcher(key.substring(ConfigKeys.PREFIX.length()));
        String name = ofAName.matches() ? ofAName.group(1) : BreakersConfig.DEFAULT;
        List<String> settings = new ArrayList<>();
        ConfigKeys.ofAll().forEach(known -> settings.add(ConfigKeys.PREFIX + known));
        further.forEach(known -> settings.add(ConfigKeys.PREFIX + known));
        ConfigKeys.ofAName().forEach(known -> settings.add(ConfigKeys.PREFIX + name + "." + known));
        return settings;
    }

    private static boolean isVariable(SmallRyeConfig config, String key) {
        String source = config.getConfigValue(key).getConfigSourceName();
        return source != null && source.startsWith(EnvConfigSource.NAME);
    }

    private static String asVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }
}
