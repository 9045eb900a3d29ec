package org.acme.breaker.quarkus.admin;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads how long an action lasts: {@code for=30s} or {@code until=2026-12-24T18:00:00Z}. */
final class ActionTime {

    private static final Duration LONGEST = Duration.ofDays(365);

    private ActionTime() {}

    /** Returns the time; {@code null} if neither is written. */
    static @Nullable Duration read(@Nullable String length, @Nullable String until, Clock clock) {
        if (length == null && until == null) {
            return null;
        }
        if (length != null && until != null) {
            throw Action.invalid("for and until cannot be combined: remove one");
        }
        Duration time = length != null ? length(length) : until(until == null ? "" : until, clock);
        if (time.isZero() || time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw Action.invalid("the time must be above 0 and at most 365 days, but is " + time);
        }
        return time;
    }

    private static Duration length(String text) {
        try {
            Duration read = new DurationConverter().convert(text);
            if (read != null) {
                return read;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            // Told below.
        }
        throw Action.invalid("for must be a duration, such as 30s or PT5M, but is " + text);
    }

    private static Duration until(String text, Clock clock) {
        try {
            return Duration.between(clock.instant(), Instant.parse(text));
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw Action.invalid(
                    "until must be an instant, such as 2026-12-24T18:00:00Z, but is " + text);
        }
    }
}
