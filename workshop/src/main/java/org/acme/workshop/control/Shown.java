package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.acme.workshop.alert.AlertView;
import org.jspecify.annotations.Nullable;

/**
 * Limits data of other services to what a page shows. 300 pictures are kept in memory and each is
 * sent to every viewer, so nothing of unlimited size may get into one.
 */
final class Shown {

    /** The largest number of alerts shown; the most urgent ones come first. */
    static final int MOST_ALERTS = 12;

    /** The largest number of faults shown in each lane; the page of faults shows all. */
    static final int MOST_FAULTS = 12;

    static final int LONGEST_TEXT = 240;
    private static final int LONGEST_WORD = 80;

    private static final List<String> FAULT_FIELDS =
            List.of("id", "service", "kind", "delay", "status", "startedAt", "secondsLeft");

    private Shown() {}

    /** An alert as a page shows it; {@code GET /api/alerts} has the rest. */
    record Alert(
            String name,
            String state,
            String severity,
            @Nullable String lane,
            @Nullable String subject,
            String summary,
            String todo,
            @Nullable String runbook,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    static List<Alert> alerts(List<AlertView> all) {
        return all.stream().limit(MOST_ALERTS).map(Shown::alert).toList();
    }

    static List<JsonNode> faults(List<JsonNode> all) {
        return all.stream().limit(MOST_FAULTS).map(Shown::fault).toList();
    }

    private static Alert alert(AlertView alert) {
        return new Alert(
                cut(alert.name(), LONGEST_WORD),
                alert.state(),
                cut(alert.severity(), LONGEST_WORD),
                alert.lane() == null ? null : cut(alert.lane(), LONGEST_WORD),
                alert.subject() == null ? null : cut(alert.subject(), LONGEST_WORD),
                cut(alert.summary(), LONGEST_TEXT),
                cut(alert.todo(), LONGEST_TEXT),
                alert.runbook() == null || alert.runbook().length() > LONGEST_TEXT
                        ? null
                        : alert.runbook(),
                alert.startedAt(),
                alert.endedAt());
    }

    private static JsonNode fault(JsonNode fault) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String field : FAULT_FIELDS) {
            JsonNode value = fault.path(field);
            if (value.isTextual()) {
                shown.put(field, cut(value.textValue(), LONGEST_WORD));
            } else if (value.isNumber()) {
                shown.set(field, value);
            }
        }
        return shown;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
