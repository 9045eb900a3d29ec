package org.acme.breaker.internal;

import java.time.Duration;
import org.acme.breaker.InvalidConfigurationException;

/** Checks durations, which must fit into a {@code long} of nanoseconds. */
public final class Durations {

    private static final Duration LONGEST = Duration.ofDays(365);

    private static final String ALLOWED = "above PT0S and at most 365 days";

    private Durations() {}

    /**
     * Returns {@code value} in nanoseconds; throws if it is {@code null}, not above zero, or above
     * a year.
     */
    public static long requirePositive(String key, Duration value) {
        InvalidConfigurationException.requireGiven(value, key, ALLOWED);
        InvalidConfigurationException.require(
                value != null
                        && value.compareTo(Duration.ZERO) > 0
                        && value.compareTo(LONGEST) <= 0,
                key,
                ALLOWED,
                value);
        return value.toNanos();
    }
}
