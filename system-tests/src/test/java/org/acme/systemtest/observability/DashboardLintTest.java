package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of a dashboard without asking anybody. */
class DashboardLintTest {

    private static final int MOST_LINES = 800;
    private static final int MOST_PANELS = 13;
    private static final int COLUMNS = 24;
    private static final Set<String> OWN_PLUGINS_OF_GRAFANA =
            Set.of("timeseries", "state-timeline", "bargauge", "stat", "table", "text");

    /** A unit of the grid is 30 pixels high, with 8 between two of them. */
    private static final int UNIT_AND_GAP = 38;

    private static final int GAP = 8;

    /**
     * What is left of 1080 pixels: less 40 for the desktop's bar, 103 for the browser's, 40 for
     * Grafana's own, 48 for the row of time range and links, 16 around the panels.
     */
    private static final int VISIBLE = 1080 - 40 - 103 - 40 - 48 - 16;

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all(TestStage.ROOT);
    }

    static Stream<Panel> panels() throws IOException {
        return dashboards().stream().flatMap(dashboard -> dashboard.panels().stream());
    }

    @Test
    void fiveDashboards_ofFixedUids() throws IOException {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactlyInAnyOrder("duel", "breakers", "services", "money", "slo");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void file_isNamedAndShort(Dashboard dashboard) throws IOException {
        assertThat(dashboard.file().getFileName()).hasToString(dashboard.uid() + ".json");
        assertThat(Files.readAllLines(dashboard.file())).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(dashboard.panels()).hasSizeBetween(1, MOST_PANELS);
        assertThat(dashboard.json().path("title").asText()).endsWith("?");
        assertThat(dashboard.json().path("id").isMissingNode()).as("an id of a database").isTrue();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void ids_areUnique(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .extracting(panel -> panel.json().path("id").asInt())
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
        assertThat(dashboard.panels()).extracting(Panel::title).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_dontOverlap_andStayInTheGrid(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();
        for (Panel panel : panels) {
            assertThat(panel.grid("x") + panel.grid("w")).as(panel.title()).isBetween(1, COLUMNS);
            assertThat(panel.grid("h")).as(panel.title()).isPositive();
            assertThat(panels)
                    .as("panels on top of \"%s\"", panel.title())
                    .noneMatch(other -> !other.equals(panel) && other.overlaps(panel));
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void panel_asksAndTeaches(Panel panel) {
        assertThat(panel.title()).endsWith("?");
        assertThat(panel.json().path("description").asText()).hasSizeGreaterThan(60);
        assertThat(panel.type()).isIn(OWN_PLUGINS_OF_GRAFANA);
        assertThat(panel.queries()).isNotEmpty();
        JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
        if (panel.type().equals("state-timeline")) {
            assertThat(defaults.path("mappings")).as("names of the values").isNotEmpty();
        } else {
            assertThat(defaults.path("unit").asText()).as("unit").isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyDataSource_isTheProvisionedOne(Dashboard dashboard) {
        List<JsonNode> sources = dashboard.json().findValues("datasource");

        assertThat(sources).hasSizeGreaterThan(dashboard.panels().size());
        assertThat(sources).allMatch(source -> source.path("uid").asText().equals("prometheus"));
        assertThat(dashboard.json().toString())
                .doesNotContain("exported_", "${DS_", "libraryPanel");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void eachLeadsToTheOthers(Dashboard dashboard) throws IOException {
        Set<String> others = new HashSet<>();
        dashboards().forEach(other -> others.add("/d/" + other.uid()));
        others.remove("/d/" + dashboard.uid());

        assertThat(dashboard.json().path("links"))
                .extracting(link -> link.path("url").asText())
                .containsExactlyInAnyOrderElementsOf(others);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void faultsAndTransitions_areMarkedEverywhere(Dashboard dashboard) {
        assertThat(dashboard.annotations())
                .extracting(Query::expr)
                .anyMatch(expr -> expr.contains("fault_active"))
                .anyMatch(expr -> expr.contains("circuit_breaker_transitions_total"));
    }

    /** As a constant, or dashed, as the setting that is in force. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void someLimits_areDrawn(Dashboard dashboard) {
        List<JsonNode> limits = dashboard.json().findValues("thresholds");
        List<JsonNode> settings = dashboard.json().findValues("dash");
        assertThat(limits.size() + settings.size()).isPositive();
    }

    @Test
    void duel_isSeenAtOnce_on1080Lines() throws IOException {
        int units =
                dashboards().stream()
                        .filter(dashboard -> dashboard.uid().equals("duel"))
                        .flatMap(dashboard -> dashboard.panels().stream())
                        .mapToInt(panel -> panel.grid("y") + panel.grid("h"))
                        .max()
                        .orElseThrow();

        assertThat(units * UNIT_AND_GAP - GAP).isLessThanOrEqualTo(VISIBLE);
    }
}
