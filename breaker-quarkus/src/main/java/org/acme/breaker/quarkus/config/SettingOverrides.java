package org.acme.breaker.quarkus.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.breaker.quarkus.config.InvalidSettingsException.Complaint;
import org.jspecify.annotations.Nullable;

/** Reads settings from outside the configuration by the rules of the configuration. */
public final class SettingOverrides {

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

    private static void complainIfUnreadable(String key, String value, List<Complaint> complaints) {
        try {
            SettingsTable.find(key)
                    .ifPresent(setting -> setting.type().read(parse(Map.of(key, value)), key));
        } catch (IllegalArgumentException e) {
            complaints.add(new Complaint(key, key + " " + e.getMessage()));
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

    /**
     * Returns the settings of one name.
     *
     * @param settings acceptable values by key, such as {@code minimum-calls}
     */
    public static WrittenSettings parse(Map<String, String> settings) {
        return WrittenSettings.of(Map.copyOf(settings));
    }
}
