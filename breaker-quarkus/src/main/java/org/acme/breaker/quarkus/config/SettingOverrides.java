package org.acme.breaker.quarkus.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.acme.breaker.quarkus.config.InvalidSettingsException.Complaint;
import org.jspecify.annotations.Nullable;

/** Reads settings from outside the configuration by the rules of the configuration. */
public final class SettingOverrides {

    private static final String PREFIX = "written";

    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.)+(?=[A-Z])");

    private SettingOverrides() {}

    /**
     * Throws if a setting does not exist, is fixed while the application runs, or has an unreadable
     * value.
     *
     * @param settings values by key; {@code null} restores the configured value
     * @param absent settings that can't be changed because the pipeline does not have the part
     * @throws InvalidSettingsException with a complaint for each
     */
    public static void requireAcceptable(
            Map<String, @Nullable String> settings, Set<String> absent) {
        List<Complaint> complaints = new ArrayList<>();
        settings.forEach(
                (setting, value) -> {
                    if (!isChangeable(setting)) {
                        complaints.add(notChangeable(setting));
                    } else if (value != null && absent.contains(setting)) {
                        complaints.add(notThere(setting));
                    } else if (value != null) {
                        complainIfUnreadable(setting, value, complaints);
                    }
                });
        throwIfAny(complaints);
    }

    private static void complainIfUnreadable(
            String setting, String value, List<Complaint> complaints) {
        try {
            parse(Map.of(setting, value));
        } catch (ConfigValidationException | IllegalArgumentException e) {
            complaints.add(unreadable(setting, value, e));
        }
    }

    private static void throwIfAny(List<Complaint> complaints) {
        if (!complaints.isEmpty()) {
            throw new InvalidSettingsException(complaints);
        }
    }

    private static boolean isChangeable(String setting) {
        return ConfigKeys.ofAName().contains(setting) && SettingsTable.isLive(setting);
    }

    private static Complaint notChangeable(String setting) {
        return new Complaint(
                setting,
                ConfigKeys.ofAName().contains(setting)
                        ? setting + " cannot be changed at run time"
                        : setting + " is not a setting" + KeyCheck.guessSetting(setting));
    }

    private static Complaint notThere(String setting) {
        String part = setting.substring(0, setting.indexOf('.'));
        return new Complaint(
                setting,
                setting
                        + " cannot be changed: there is no "
                        + part
                        + ", and none can be added at run time");
    }

    /** Shortens SmallRye's message: without its codes, our prefix and package names. */
    private static Complaint unreadable(String setting, String value, RuntimeException thrown) {
        String said = String.valueOf(thrown.getMessage());
        int start = said.lastIndexOf("SRCFG");
        String why = start < 0 ? said : said.substring(start).replaceFirst("SRCFG\\d+: ", "");
        String words = PACKAGE.matcher(why.strip()).replaceAll("");
        return new Complaint(setting, setting + " cannot be " + value + ": " + words);
    }

    /**
     * Parses the settings of one name.
     *
     * @param settings acceptable values by key, such as {@code minimum-calls}
     */
    public static BreakerConfigMapping parse(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((setting, value) -> properties.put(PREFIX + "." + setting, value));
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(BreakerConfigMapping.class, PREFIX)
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withSources(new PropertiesConfigSource(properties, PREFIX, 100))
                        .build();
        return config.getConfigMapping(BreakerConfigMapping.class, PREFIX);
    }
}
