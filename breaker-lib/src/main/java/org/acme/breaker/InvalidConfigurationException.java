package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** Thrown for a wrong setting: names the setting, its value and what is allowed. */
public final class InvalidConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String allowed;
    private final String value;

    /**
     * @param key the setting, such as {@code failureRateThreshold}
     * @param allowed what it must be, such as {@code above 0 and at most 100 (percent)}
     * @param value what it is
     */
    public InvalidConfigurationException(String key, String allowed, @Nullable Object value) {
        super(key + " must be " + allowed + ", but is " + value);
        this.key = key;
        this.allowed = allowed;
        this.value = String.valueOf(value);
    }

    /** Returns the setting, spelled as the builder's method. */
    public String key() {
        return key;
    }

    /** Returns what is allowed for the setting. */
    public String allowed() {
        return allowed;
    }

    /** Returns the wrong value as text. */
    public String value() {
        return value;
    }

    /**
     * Returns the same error under another key, for integrations that spell keys in their own way.
     */
    public InvalidConfigurationException withKey(String otherKey) {
        return new InvalidConfigurationException(otherKey, allowed, value);
    }

    /**
     * Throws if {@code value} is {@code null}, without saying what else is allowed.
     *
     * @return {@code value}
     */
    public static <T> T requireGiven(@Nullable T value, String key) {
        return requireGiven(value, key, "given");
    }

    /** Throws an {@link InvalidConfigurationException} unless {@code valid} is true. */
    public static void require(boolean valid, String key, String allowed, @Nullable Object value) {
        if (!valid) {
            throw new InvalidConfigurationException(key, allowed, value);
        }
    }

    /**
     * Throws an {@link InvalidConfigurationException} if {@code value} is {@code null}.
     *
     * @param allowed what it must be, such as {@code a predicate}
     * @return {@code value}
     */
    public static <T> T requireGiven(@Nullable T value, String key, String allowed) {
        if (value == null) {
            throw new InvalidConfigurationException(key, allowed, "null");
        }
        return value;
    }
}
