package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that dashboards have for numbers are those of the code that sends the numbers. */
class StateNamesTest {

    private static final Pattern CONSTANT = Pattern.compile("(?m)^ +([A-Z_]+)\\((\\d)[,)]");

    static Stream<Panel> panelsOf(String metric) throws IOException {
        return Dashboard.all(TestStage.ROOT).stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .filter(panel -> panel.type().equals("state-timeline"))
                .filter(panel -> panel.queries().get(0).expr().contains(metric));
    }

    static Stream<Panel> breakerPanels() throws IOException {
        return panelsOf("circuit_breaker_state");
    }

    @ParameterizedTest
    @MethodSource("breakerPanels")
    void everyStateOfABreaker_hasItsName(Panel panel) throws IOException {
        Map<String, String> states =
                constants("breaker-lib/src/main/java/org/acme/breaker/BreakerState.java");

        assertThat(states).hasSizeGreaterThan(5);
        assertThat(words(panel)).as(panel.title()).isEqualTo(states);
    }

    @Test
    void everyStateOfTheBooks_hasAWord() throws IOException {
        Map<String, String> states =
                constants("workshop/src/main/java/org/acme/workshop/audit/LaneVerdict.java");

        assertThat(states).hasSize(3);
        assertThat(panelsOf("audit_state"))
                .hasSize(1)
                .allSatisfy(
                        panel ->
                                assertThat(words(panel).keySet())
                                        .containsExactlyElementsOf(states.keySet()));
    }

    /** Number and name of an enumeration's constants, {@code HALF_OPEN(2)} as 2 and "half open". */
    private static Map<String, String> constants(String file) throws IOException {
        Map<String, String> constants = new TreeMap<>();
        Matcher found = CONSTANT.matcher(Files.readString(TestStage.ROOT.resolve(file)));
        while (found.find()) {
            constants.put(
                    found.group(2), found.group(1).toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return constants;
    }

    private static Map<String, String> words(Panel panel) {
        Map<String, String> words = new TreeMap<>();
        for (JsonNode mapping :
                panel.json().path("fieldConfig").path("defaults").path("mappings")) {
            mapping.path("options")
                    .properties()
                    .forEach(
                            value ->
                                    words.put(
                                            value.getKey(),
                                            value.getValue()
                                                    .path("text")
                                                    .asText()
                                                    .replace('-', ' ')));
        }
        return words;
    }
}
