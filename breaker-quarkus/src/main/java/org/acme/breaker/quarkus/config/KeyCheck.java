package org.acme.breaker.quarkus.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what was written for breakers and reaches no setting, and guesses what was meant. */
public final class KeyCheck {

    private static final Pattern OF_A_NAME = Pattern.compile("(\"[^\"]+\"|[^.\"]+)\\.(.+)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final String VARIABLE_PREFIX = "BREAKER_";

    private KeyCheck() {}

    /** The names that something is written for, without the one that all inherit from. */
    public static SortedSet<String> names(BreakersConfig config) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : config.named().keySet()) {
            // A mapping answers null for a name that is written as "".
            if (name != null && !name.isEmpty() && !name.equals(BreakersConfig.DEFAULT)) {
                names.add(name);
            }
        }
        return names;
    }

    /** One complaint for each unknown key under {@code breaker.}. */
    public static List<String> unknownKeys(SmallRyeConfig config) {
        Set<String> complaints = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(ConfigKeys.PREFIX)
                    && !isKnown(INDEX.matcher(key).replaceFirst(""))
                    && !isVariable(config, key)) {
                complaints.add(key + " is not a setting" + guess(key, settingsNear(key)));
            }
        }
        return List.copyOf(complaints);
    }

    /**
     * Environment variables that look like ours and reach no setting. The environment belongs to
     * others too, so this is worth a warning, not more.
     *
     * @param variables all that are set
     * @param names the breakers there are
     */
    public static List<String> uselessVariables(
            Collection<String> variables, Collection<String> names) {
        Set<String> useful = new TreeSet<>();
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

    /** What is closest to {@code setting} of those that a name can have. */
    public static String guessSetting(String setting) {
        return guess(setting, ConfigKeys.ofAName());
    }

    private static String guess(String written, Collection<String> candidates) {
        return NearestKey.to(written, candidates)
                .map(best -> ", did you mean " + best + "?")
                .orElse("");
    }

    private static boolean isKnown(String key) {
        String rest = key.substring(ConfigKeys.PREFIX.length());
        Matcher ofAName = OF_A_NAME.matcher(rest);
        return ConfigKeys.ofAll().contains(rest)
                || (ofAName.matches() && ConfigKeys.ofAName().contains(ofAName.group(2)));
    }

    private static List<String> settingsNear(String key) {
        Matcher ofAName = OF_A_NAME.matcher(key.substring(ConfigKeys.PREFIX.length()));
        String name = ofAName.matches() ? ofAName.group(1) : BreakersConfig.DEFAULT;
        List<String> settings = new ArrayList<>();
        ConfigKeys.ofAll().forEach(known -> settings.add(ConfigKeys.PREFIX + known));
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
