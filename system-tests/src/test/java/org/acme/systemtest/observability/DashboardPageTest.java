package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that explains the dashboards explains those that there are. */
class DashboardPageTest {

    private static final Path PAGE = TestStage.ROOT.resolve("docs/observability.md");
    private static final Set<String> MARKS =
            Set.of("Faults red", "Breaker transitions blue", "Alerts yellow");

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all(TestStage.ROOT);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void table_hasTheDashboardsPanels_andNoOthers(Dashboard dashboard) throws IOException {
        assertThat(explained(dashboard))
                .as("panels that the page explains under \"%s\"", title(dashboard))
                .containsExactlyElementsOf(dashboard.panels().stream().map(Panel::title).toList());
    }

    /** The first column of the table in the dashboard's section. */
    private static List<String> explained(Dashboard dashboard) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !isHeadingOf(dashboard, line))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[1].strip())
                .filter(cell -> !cell.equals("panel"))
                .toList();
    }

    private static boolean isHeadingOf(Dashboard dashboard, String line) {
        return line.startsWith("## ") && line.endsWith(": " + title(dashboard));
    }

    private static String title(Dashboard dashboard) {
        return dashboard.json().path("title").asText();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void marks_areThoseOfThePage(Dashboard dashboard) {
        assertThat(marks(dashboard, mark -> true)).isEqualTo(MARKS);
        assertThat(marks(dashboard, mark -> !mark.path("enable").asBoolean()))
                .as("switched off")
                .isEqualTo(dashboard.uid().equals("duel") ? Set.of("Alerts yellow") : Set.of());
    }

    private static Set<String> marks(Dashboard dashboard, Predicate<JsonNode> which) {
        Set<String> marks = new TreeSet<>();
        for (JsonNode mark : dashboard.json().path("annotations").path("list")) {
            if (which.test(mark)) {
                marks.add(mark.path("name").asText() + " " + mark.path("iconColor").asText());
            }
        }
        return marks;
    }

    @Test
    void page_saysWhatTheMarksAre() throws IOException {
        assertThat(Files.readString(PAGE).replaceAll("\\s+", " "))
                .contains("red for a fault that is active")
                .contains("blue for a breaker that changes its state")
                .contains("yellow for an alert (on Duel switched off");
    }
}
