package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;

/**
 * Grafana's own code ({@code grafana/check}), run in Node on dashboards and on what Prometheus
 * answers to their queries.
 */
final class GrafanaCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = TestStage.ROOT.resolve("grafana/check");
    private static final Path FOLDER = Path.of("target", "grafana-check").toAbsolutePath();
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "check.cjs", "panels.cjs", "types.cjs");

    private GrafanaCheck() {}

    /** Installs Grafana's libraries; the test is skipped where that is not possible. */
    static void install() throws IOException, InterruptedException {
        assumeThat(Daemon.isInstalled("node") && Daemon.isInstalled("npm"))
                .as("Node and npm are installed; without them, Grafana's own code checks nothing")
                .isTrue();
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            Files.copy(
                    SOURCES.resolve(file),
                    FOLDER.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> npm =
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline");
        File said = FOLDER.resolve("npm.txt").toFile();
        int status =
                new ProcessBuilder(npm)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said)
                        .start()
                        .waitFor();
        assumeThat(status)
                .as("npm can install Grafana's libraries, see %s; else nothing is checked", said)
                .isZero();
    }

    /** Every dashboard with the answers to its panels' queries, as {@code check.cjs} reads them. */
    static ArrayNode watched(PrometheusServer prometheus, Instant from, Instant to)
            throws Exception {
        ArrayNode all = JSON.createArrayNode();
        for (Dashboard dashboard : Dashboard.all(TestStage.ROOT)) {
            ObjectNode watched = all.addObject();
            watched.set("dashboard", dashboard.json());
            ObjectNode answers = watched.putObject("answers");
            for (Panel panel : dashboard.panels()) {
                ObjectNode ofPanel = answers.putObject(panel.json().path("id").asText());
                for (int i = 0; i < panel.queries().size(); i++) {
                    String refId = panel.json().path("targets").path(i).path("refId").asText();
                    ofPanel.set(refId, prometheus.answer(panel.queries().get(i), from, to));
                }
            }
        }
        Files.writeString(FOLDER.resolve("watched.json"), all.toString());
        return all;
    }

    /** Returns what Grafana's code finds wrong, one sentence each. */
    static List<String> problems(JsonNode watched) throws IOException, InterruptedException {
        File input = FOLDER.resolve("input.json").toFile();
        File output = FOLDER.resolve("output.txt").toFile();
        JSON.writeValue(input, watched);
        int status =
                new ProcessBuilder("node", "check.cjs")
                        .directory(FOLDER.toFile())
                        .redirectInput(input)
                        .redirectOutput(output)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
        assertThat(status).as("the check ran").isZero();
        return Files.readAllLines(output.toPath());
    }
}
