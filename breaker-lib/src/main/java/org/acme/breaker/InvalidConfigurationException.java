package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** A setting is wrong: says which, what it is, and what it may be. */
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

    /** The setting, in the spelling of the builder's method. */
    public String key() {
        return key;
    }

    /** What the setting must be. */
    public String allowed() {
        return allowed;
    }

    /** What the setting is. */
    public String value() {
        return value;
    }

    /** The same complaint under another key, for integrations that spell keys their way. */
    public InvalidConfigurationException withKey(String otherKey) {
        return new InvalidConfigurationException(otherKey, allowed, value);
    }

    /** As {@link #requireGiven(Object, String, String)}, where nothing more is to be said. */
    public static <T> T requireGiven(@Nullable T value, String key) {
        return requireGiven(value, key, "given");
    }

    /** Throws unless {@code valid}. */
    public static void require(boolean valid, String key, String allowed, @Nullable Object value) {
        if (!valid) {
            throw new InvalidConfigurationException(key, allowed, value);
        }
    }

    /**
     * Throws if {@code value} is {@code null}.
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
