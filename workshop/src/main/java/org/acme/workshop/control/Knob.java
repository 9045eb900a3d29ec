package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a breaker that may be turned in front of an audience, and how far. The page builds
 * its form from these, and what it sends is judged by the same ones.
 *
 * @param key as checkout's configuration has it
 * @param type percent, count, duration (in milliseconds) or choice
 * @param choices what a choice may be; empty otherwise
 * @param optional only shown when the breaker tells that it has it
 */
public record Knob(
        String key,
        String label,
        String words,
        String type,
        double min,
        double max,
        List<String> choices,
        boolean optional) {

    private static final String PERCENT = "percent";
    private static final String COUNT = "count";
    private static final String DURATION = "duration";
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");
    private static final Map<String, Integer> MILLIS = Map.of("ms", 1, "s", 1000, "m", 60_000);

    private static final List<Knob> ALL =
            List.of(
                    number("failure-rate-threshold", "Failure threshold", PERCENT, 1, 100)
                            .meaning("opens when this share of the window's calls failed"),
                    number("minimum-calls", "Minimum calls", COUNT, 1, 1000)
                            .meaning("judges nothing before the window holds so many"),
                    number("window", "Window", DURATION, 1000, 60_000)
                            .meaning("how far back it looks; a change empties it"),
                    number("consecutive-failures", "Failures in a row", COUNT, 0, 1000)
                            .meaning("opens after so many, whatever the share; 0: never"),
                    number("open-wait", "Open for", DURATION, 100, 60_000)
                            .meaning("refuses calls so long, then lets a probe out"),
                    number("permitted-calls-in-half-open", "Probes at once", COUNT, 1, 50)
                            .meaning("calls in flight while half-open"),
                    number("success-threshold", "Probes to close", COUNT, 1, 100)
                            .meaning("good probes in a row that close it"),
                    number("slow-call-duration", "Slow from", DURATION, 0, 10_000)
                            .meaning("calls that take longer count as slow; 0: none do"),
                    choice("mode", "Mode", "enforced", "dry-run")
                            .meaning("dry-run only counts what it would have refused"),
                    number("retry.max-attempts", "Attempts", COUNT, 1, 5)
                            .meaning("the first try included")
                            .ifTold(),
                    number("bulkhead.max-concurrent", "Bulkhead", COUNT, 1, 200)
                            .meaning("calls at once to this neighbour")
                            .ifTold());

    private static final Map<String, Knob> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Knob::key, Function.identity()));

    private static Knob number(String key, String label, String type, double min, double max) {
        return new Knob(key, label, "", type, min, max, List.of(), false);
    }

    private static Knob choice(String key, String label, String... choices) {
        return new Knob(key, label, "", "choice", 0, 0, List.of(choices), false);
    }

    private Knob meaning(String meaning) {
        return new Knob(key, label, meaning, type, min, max, choices, optional);
    }

    private Knob ifTold() {
        return new Knob(key, label, words, type, min, max, choices, true);
    }

    /** All knobs, in the order of the form. */
    static List<Knob> all() {
        return ALL;
    }

    /** The knob of that setting, if it may be turned. */
    static Optional<Knob> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** What is wrong with a value, or null. A JSON null takes back what was changed. */
    @Nullable String complaint(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case DURATION -> outside(millis(value.asText()), "a duration such as 500ms or 5s,");
            case COUNT -> outside(whole(value), "a whole number");
            case PERCENT -> outside(value.isNumber() ? value.decimalValue() : null, "a number");
            default ->
                    choices.contains(value.asText())
                            ? null
                            : "must be one of " + String.join(", ", choices);
        };
    }

    private @Nullable String outside(@Nullable BigDecimal value, String what) {
        if (value != null
                && value.compareTo(BigDecimal.valueOf(min)) >= 0
                && value.compareTo(BigDecimal.valueOf(max)) <= 0) {
            return null;
        }
        return "must be %s from %s to %s".formatted(what, bound(min), bound(max));
    }

    private String bound(double value) {
        String number = String.format(Locale.ROOT, "%.0f", value);
        return type.equals(DURATION) ? number + "ms" : number;
    }

    private static @Nullable BigDecimal whole(JsonNode value) {
        return value.isIntegralNumber() ? value.decimalValue() : null;
    }

    private static @Nullable BigDecimal millis(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            int unit = MILLIS.getOrDefault(matcher.group(2), 1);
            return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        }
        try {
            return text.length() > 20 ? null : BigDecimal.valueOf(Duration.parse(text).toMillis());
        } catch (DateTimeParseException | ArithmeticException notADuration) {
            return null;
        }
    }
}
