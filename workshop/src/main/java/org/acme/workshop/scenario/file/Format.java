package org.acme.workshop.scenario.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats numbers and durations as people write them. */
public final class Format {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");
    private static final double SECOND = 1000;

    private Format() {}

    /** Parses {@code 250ms}, {@code 1.5s}, {@code 2m}; empty for anything else. */
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit =
                switch (matcher.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    default -> 60_000;
                };
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return Optional.of(Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValue()));
    }

    /** Formats a duration as {@code 30 s} or {@code 2.5 s}. */
    static String seconds(Duration duration) {
        return seconds(duration.toMillis() / SECOND);
    }

    /** Formats a duration as {@code 30 s} or {@code 2.5 s}. */
    public static String seconds(double seconds) {
        return plain(seconds) + " s";
    }

    /** Formats a number, with one decimal if it needs one. */
    static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).setScale(1, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** Formats milliseconds as {@code 85 ms} or {@code 2.1 s}. */
    static String millis(double millis) {
        return millis < SECOND
                ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / SECOND);
    }

    /** Formats a percentage, rounded down so that 99.996 % never reads as 100 %. */
    public static String percent(double percent) {
        return new BigDecimal(percent).setScale(2, RoundingMode.FLOOR).toPlainString() + " %";
    }

    /** Formats a number with its unit. */
    public static String number(Measure.Unit unit, double value) {
        return switch (unit) {
            case PERCENT -> percent(value);
            case MILLIS -> millis(value);
            case COUNT -> String.format(Locale.ROOT, "%.0f", value);
            case RATIO -> String.format(Locale.ROOT, "%.2f", value);
        };
    }
}
