package org.acme.workshop.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads Alertmanager's messages (webhook format, version 4). Unknown fields are ignored, so that a
 * later Alertmanager may add some; used fields must be valid, and every text has a limit.
 */
final class WebhookReader {

    static final int MOST_ALERTS = 200;
    static final int MOST_LABELS = 30;
    static final int LONGEST_TEXT = 500;

    private static final Pattern ADDRESS = Pattern.compile("(https?://|docs/)[^\\s\"'<>]+");

    /** Labels that tell what an alert concerns, the most specific first. */
    private static final List<String> SUBJECTS =
            List.of("name", "invariant", "kind", "operation", "service");

    private final List<FieldError> errors = new ArrayList<>();

    private WebhookReader() {}

    /**
     * Returns the alerts of a message.
     *
     * @throws ProblemException with every wrong field
     */
    static List<AlertView> read(@Nullable JsonNode message) {
        if (message == null || !message.isObject()) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
        WebhookReader reader = new WebhookReader();
        List<AlertView> alerts = reader.alerts(message.path("alerts"));
        if (!reader.errors.isEmpty()) {
            throw ProblemException.invalid(reader.errors);
        }
        return alerts;
    }

    private List<AlertView> alerts(JsonNode list) {
        if (!list.isArray() || list.size() > MOST_ALERTS) {
            wrong("alerts", "must be a list of at most " + MOST_ALERTS + " alerts");
            return List.of();
        }
        List<AlertView> alerts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            alerts.add(alert("alerts[" + i + "]", list.get(i)));
        }
        return alerts;
    }

    private AlertView alert(String at, JsonNode alert) {
        Map<String, String> labels = texts(at + ".labels", alert.path("labels"));
        Map<String, String> notes = texts(at + ".annotations", alert.path("annotations"));
        String state = state(at + ".status", alert.path("status"));
        Instant startedAt = instant(at + ".startsAt", alert.path("startsAt"));
        Instant endedAt =
                state.equals("resolved") ? instant(at + ".endsAt", alert.path("endsAt")) : null;
        String name = labels.getOrDefault("alertname", "");
        if (name.isEmpty()) {
            wrong(at + ".labels.alertname", "is missing");
        }
        return new AlertView(
                name,
                state,
                labels.getOrDefault("severity", "warning"),
                labels.get("lane"),
                SUBJECTS.stream()
                        .filter(labels::containsKey)
                        .map(labels::get)
                        .findFirst()
                        .orElse(null),
                notes.getOrDefault("summary", name),
                notes.getOrDefault("todo", ""),
                address(notes.get("runbook")),
                startedAt,
                endedAt,
                labels);
    }

    private String state(String at, JsonNode state) {
        String text = state.asText();
        if (!text.equals("firing") && !text.equals("resolved")) {
            wrong(at, "must be firing or resolved");
        }
        return text;
    }

    private Instant instant(String at, JsonNode instant) {
        try {
            return Instant.parse(instant.asText());
        } catch (DateTimeParseException notAnInstant) {
            wrong(at, "must be an instant such as 2026-01-31T12:00:00Z");
            return Instant.EPOCH;
        }
    }

    private Map<String, String> texts(String at, JsonNode texts) {
        if (!texts.isObject() || texts.size() > MOST_LABELS) {
            wrong(at, "must be an object of at most " + MOST_LABELS + " texts");
            return Map.of();
        }
        Map<String, String> read = new TreeMap<>();
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            if (!text.getValue().isTextual()) {
                wrong(at + "." + shortened(text.getKey()), "must be a text");
            }
            read.put(shortened(text.getKey()), shortened(text.getValue().asText()));
        }
        return read;
    }

    /**
     * Returns the address if it is http(s) or a page of ours, because the page turns it into a
     * link.
     */
    private static @Nullable String address(@Nullable String text) {
        return text != null && ADDRESS.matcher(text).matches() ? text : null;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
