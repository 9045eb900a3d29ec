package org.acme.launcher.play;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for people; a dash stands for an unknown value. */
final class Format {

    private static final String UNKNOWN = "-";

    private Format() {}

    /** Formats a duration: {@code 84 ms}, {@code 1.2 s}. */
    static String duration(@Nullable Double millis) {
        if (millis == null) {
            return UNKNOWN;
        }
        return Math.round(millis) < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }

    /** Formats a percentage with one decimal, truncated: 99.97 % is not shown as 100.0 %. */
    static String percent(@Nullable Double percent) {
        return percent == null
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.1f %%", Math.floor(percent * 10 + 1e-6) / 10);
    }

    static String count(@Nullable Integer count) {
        return count == null ? UNKNOWN : count.toString();
    }

    /** Formats an offset: {@code +12 s}, {@code -3 s}. */
    static String moment(double seconds) {
        return String.format(Locale.ROOT, "%+.0f s", Math.floor(seconds));
    }
}
