package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file under {@code grafana/dashboards}. */
record Dashboard(Path file, JsonNode json) {

    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((\\w+), *(\\w+)\\)");

    /** A panel and its place in the grid. */
    record Panel(JsonNode json, List<Query> queries) {
        String title() {
            return json.path("title").asText();
        }

        String type() {
            return json.path("type").asText();
        }

        /** Whether it has words for the time in which there is no number to show. */
        boolean saysWhatNothingMeans() {
            return json.path("fieldConfig").path("defaults").has("noValue");
        }

        /** x, y, w or h, in units of the grid. */
        int grid(String side) {
            return json.path("gridPos").path(side).asInt();
        }

        boolean overlaps(Panel other) {
            return grid("x") < other.grid("x") + other.grid("w")
                    && other.grid("x") < grid("x") + grid("w")
                    && grid("y") < other.grid("y") + other.grid("h")
                    && other.grid("y") < grid("y") + grid("h");
        }
    }

    static List<Dashboard> all(Path root) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Dashboard> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new Dashboard(file, mapper.readTree(Files.readString(file))));
            }
        }
        return dashboards;
    }

    String uid() {
        return json.path("uid").asText();
    }

    List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            String where = file.getFileName() + ", panel \"" + panel.path("title").asText() + "\"";
            List<Query> queries = new ArrayList<>();
            for (JsonNode target : panel.path("targets")) {
                queries.add(
                        new Query(
                                where,
                                target.path("expr").asText(),
                                target.path("legendFormat").asText(),
                                target.path("instant").asBoolean()));
            }
            panels.add(new Panel(panel, queries));
        }
        return panels;
    }

    List<Query> annotations() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode note : json.path("annotations").path("list")) {
            String where =
                    file.getFileName() + ", annotation \"" + note.path("name").asText() + "\"";
            queries.add(
                    new Query(
                            where,
                            note.path("expr").asText(),
                            note.path("titleFormat").asText(),
                            false));
        }
        return queries;
    }

    /** What the variables offer, as a query that Prometheus itself understands. */
    List<Query> variables() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode variable : json.path("templating").path("list")) {
            String where = file.getFileName() + ", variable " + variable.path("name").asText();
            Matcher values = LABEL_VALUES.matcher(variable.path("query").path("query").asText());
            if (!values.matches()) {
                throw new IllegalStateException(where + ": not a label_values(metric, label)");
            }
            String expr = "count by (%s) (%s)".formatted(values.group(2), values.group(1));
            queries.add(new Query(where, expr, "", true));
        }
        return queries;
    }

    /** Everything that this file asks. */
    List<Query> queries() {
        List<Query> all = new ArrayList<>(annotations());
        all.addAll(variables());
        panels().forEach(panel -> all.addAll(panel.queries()));
        return all;
    }
}
