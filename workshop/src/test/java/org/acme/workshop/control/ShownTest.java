package org.acme.workshop.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.acme.workshop.alert.AlertView;
import org.junit.jupiter.api.Test;

/** However much others send, a picture stays small. */
class ShownTest {

    private static final int A_PICTURE_MAY_HAVE = 16_000;

    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Test
    void fiftyAlerts_withThirtyLongLabelsEach_staySmall() throws JsonProcessingException {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            labels.put("label" + i, "x".repeat(500));
        }
        String text = "y".repeat(500);
        AlertView alert =
                new AlertView(
                        text,
                        "firing",
                        text,
                        text,
                        text,
                        text,
                        text,
                        "https://example.org/" + text,
                        Instant.EPOCH,
                        null,
                        labels);

        String shown = json.writeValueAsString(Shown.alerts(Collections.nCopies(50, alert)));

        assertThat(shown).hasSizeLessThan(A_PICTURE_MAY_HAVE).doesNotContain("label");
    }

    @Test
    void aThousandLeases_withLongHeaders_staySmall() throws JsonProcessingException {
        JsonNode lease =
                json.readTree(
                        """
                        {"id":"f-1","service":"payment","kind":"latency","delay":"2s","secondsLeft":9.5,
                         "startedAt":"2026-01-01T12:00:00Z","match":{"headers":{"X-A":"%s"}}}
                        """
                                .formatted("z".repeat(2000)));

        String shown = json.writeValueAsString(Shown.faults(Collections.nCopies(1000, lease)));

        assertThat(shown).hasSizeLessThan(A_PICTURE_MAY_HAVE).doesNotContain("match");
        JsonNode first = json.readTree(shown).get(0);
        assertThat(first.path("kind").asText()).isEqualTo("latency");
        assertThat(first.path("secondsLeft").asDouble()).isEqualTo(9.5);
    }
}
