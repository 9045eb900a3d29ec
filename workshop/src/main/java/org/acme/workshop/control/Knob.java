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
 * A breaker setting that the Tune tab can change, with its allowed range. The page builds its form
 * from these, and requests are validated against them.
 *
 * @param key the key in checkout's configuration
 * @param type percent, count, duration (in milliseconds) or choice
 * @param choices the values of a choice; empty otherwise
 * @param optional shown only if the breaker reports this setting
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
                            .meaning("opens when this share of the calls in the window failed"),
                    number("minimum-calls", "Minimum calls", COUNT, 1, 1000)
                            .meaning("with fewer calls in the window, no rate is judged"),
                    number("window", "Window", DURATION, 1000, 60_000)
                            .meaning("how far back calls count; a change clears the window"),
                    number("consecutive-failures", "Failures in a row", COUNT, 0, 1000)
                            .meaning("opens after this many, whatever the rate; 0: off"),
                    number("open-wait", "Open for", DURATION, 100, 60_000)
                            .meaning("rejects calls for this time, then admits a probe"),
                    number("permitted-calls-in-half-open", "Probes at once", COUNT, 1, 50)
                            .meaning("probes in flight while half-open"),
                    number("success-threshold", "Probes to close", COUNT, 1, 100)
                            .meaning("successful probes in a row that close it"),
                    number("slow-call-duration", "Slow call", DURATION, 0, 10_000)
                            .meaning("calls that take at least this long are slow; 0: off"),
                    choice("mode", "Mode", "enforced", "dry-run")
                            .meaning("dry-run only counts the calls it would have rejected"),
                    number("retry.max-attempts", "Attempts", COUNT, 1, 5)
                            .meaning("including the first one")
                            .ifTold(),
                    number("bulkhead.max-concurrent", "Bulkhead", COUNT, 1, 200)
                            .meaning("calls in flight to this service")
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

    /** Returns all knobs in the order of the form. */
    static List<Knob> all() {
        return ALL;
    }

    /** Returns the knob of a setting, if it can be changed. */
    static Optional<Knob> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Returns what is wrong with a value, or null. A JSON null restores the configured value. */
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
