package org.acme.fault.kind;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and formats durations as people write them: {@code 500ms}, {@code 3s}, {@code 1.5m},
 * {@code 1h} or ISO-8601 {@code PT3S}.
 */
public final class DurationText {

    public static final String ALLOWED = "a duration such as 500ms, 3s, 1m or PT3S";

    /** Limits the digits, so that no number can overflow a {@link Duration}. */
    private static final Pattern SHORT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s?(ms|s|m|h)");

    private static final Map<String, Long> NANOS =
            Map.of(
                    "ms",
                    1_000_000L,
                    "s",
                    1_000_000_000L,
                    "m",
                    60_000_000_000L,
                    "h",
                    3_600_000_000_000L);

    private DurationText() {}

    /** Parses a duration; empty if the text is none, or a negative one. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            BigDecimal unit = BigDecimal.valueOf(requireNonNull(NANOS.get(matcher.group(2))));
            BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
            BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
            return Optional.of(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()));
        }
        return text.length() <= 32 && text.startsWith("P") ? parseIso(text) : Optional.empty();
    }

    private static Optional<Duration> parseIso(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Formats a duration in the shortest form that {@link #parse} reads. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 || millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds > 60 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
