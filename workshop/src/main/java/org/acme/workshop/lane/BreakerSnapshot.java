package org.acme.workshop.lane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker as checkout reports it at {@code GET /breakers}.
 *
 * @param state closed, open, half_open, forced_open, disabled or recovering
 * @param since when it entered that state, if known
 * @param why the reason as a sentence, if known
 * @param nextProbeSeconds how long it stays open, if known
 * @param window its current counts, if known
 * @param past its last transitions, oldest first
 */
public record BreakerSnapshot(
        String name,
        String state,
        @Nullable Instant since,
        @Nullable String why,
        @Nullable Double nextProbeSeconds,
        @Nullable Window window,
        List<Transition> past) {

    /**
     * The counts of a breaker.
     *
     * @param mode enforced or dry_run
     * @param admittedPercent the share of admitted calls: below 100 while it recovers
     */
    public record Window(
            String mode,
            long calls,
            long failures,
            double failurePercent,
            double thresholdPercent,
            int admittedPercent) {}

    /** A change of state at an instant. */
    public record Transition(Instant at, String from, String to, @Nullable String why) {}

    /** Reads the response; unknown fields are ignored. */
    static List<BreakerSnapshot> read(JsonNode answer) {
        JsonNode list = answer.isArray() ? answer : answer.path("breakers");
        List<BreakerSnapshot> breakers = new ArrayList<>();
        for (JsonNode breaker : list) {
            String name = breaker.path("name").asText("");
            String state = state(breaker.path("state").asText(""));
            if (!name.isEmpty() && !state.isEmpty()) {
                breakers.add(
                        new BreakerSnapshot(
                                name,
                                state,
                                instant(breaker.path("since")),
                                text(breaker, "why", "reason"),
                                seconds(breaker),
                                window(breaker),
                                past(breaker.path("events"))));
            }
        }
        return breakers;
    }

    private static @Nullable Window window(JsonNode breaker) {
        if (!breaker.path("windowCalls").isNumber()) {
            return null;
        }
        return new Window(
                breaker.path("mode").asText("enforced"),
                breaker.path("windowCalls").asLong(),
                breaker.path("windowFailures").asLong(),
                breaker.path("failurePercent").asDouble(),
                breaker.path("settings").path("failure-rate-threshold").asDouble(),
                breaker.path("admittedPercent").asInt(100));
    }

    private static List<Transition> past(JsonNode events) {
        List<Transition> past = new ArrayList<>();
        for (JsonNode event : events) {
            Instant at = instant(event.path("at"));
            String from = state(event.path("from").asText(""));
            String to = state(event.path("to").asText(""));
            if (at != null && !from.isEmpty() && !to.isEmpty()) {
                past.add(new Transition(at, from, to, text(event, "why", "reason")));
            }
        }
        past.sort((one, other) -> one.at().compareTo(other.at()));
        return past;
    }

    private static String state(String told) {
        return told.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    private static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isTextual()) {
                return node.path(name).textValue();
            }
        }
        return null;
    }

    private static @Nullable Double seconds(JsonNode breaker) {
        JsonNode seconds = breaker.path("nextProbeSeconds");
        if (seconds.isNumber()) {
            return seconds.doubleValue();
        }
        Instant at = instant(breaker.path("nextProbeAt"));
        return at == null
                ? null
                : Math.max(0, (at.toEpochMilli() - System.currentTimeMillis()) / 1000.0);
    }

    private static @Nullable Instant instant(JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        try {
            return Instant.parse(node.textValue());
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }
}
