package org.acme.breaker.quarkus.config;

import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lists all configuration keys, read from the table of settings and from the mapping interfaces, so
 * that the list is always complete.
 */
public final class ConfigKeys {

    /** The prefix of every key. */
    public static final String PREFIX = "breaker.";

    private static final SortedSet<String> OF_A_NAME = SettingsTable.keys();
    private static final SortedSet<String> OF_ALL = keysOf(BreakersConfig.class, "");

    private ConfigKeys() {}

    /** Returns the settings of a name, such as {@code retry.max-attempts}. */
    public static SortedSet<String> ofAName() {
        return OF_A_NAME;
    }

    /**
     * Returns the keys after {@code breaker.} that belong to no name, such as {@code
     * admin.enabled}.
     */
    public static SortedSet<String> ofAll() {
        return OF_ALL;
    }

    /** Returns the key of one name's setting in its recommended spelling. */
    public static String of(String name, String setting) {
        return BreakersConfig.DEFAULT.equals(name)
                ? PREFIX + name + "." + setting
                : PREFIX + '"' + name + "\"." + setting;
    }

    /** The keys of another mapping interface, with what stands before them. */
    public static SortedSet<String> below(String prefix, Class<?> mapping) {
        return keysOf(mapping, prefix);
    }

    private static SortedSet<String> keysOf(Class<?> group, String prefix) {
        SortedSet<String> keys = new TreeSet<>();
        for (Method method : group.getDeclaredMethods()) {
            String key = prefix + ownName(method);
            Class<?> type = method.getReturnType();
            if (type == Map.class) {
                continue;
            }
            if (type.isInterface() && type.getEnclosingClass() != null) {
                keys.addAll(keysOf(type, key + "."));
            } else {
                keys.add(key.endsWith(".") ? key.substring(0, key.length() - 1) : key);
            }
        }
        return keys;
    }

    private static String ownName(Method method) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return "";
        }
        WithName written = method.getAnnotation(WithName.class);
        return written == null ? withDashes(method.getName()) : written.value();
    }

    /** Converts {@code minimumCalls} to {@code minimum-calls}. */
    static String withDashes(String camelCase) {
        StringBuilder dashed = new StringBuilder();
        for (char letter : camelCase.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                dashed.append('-');
            }
            dashed.append(String.valueOf(letter).toLowerCase(Locale.ROOT));
        }
        return dashed.toString();
    }
}
