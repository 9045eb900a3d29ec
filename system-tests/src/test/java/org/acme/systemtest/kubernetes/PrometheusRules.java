package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acme.systemtest.TestStage;

/** The PrometheusRule has the rules of {@code prometheus/}, in the same order and interval. */
final class PrometheusRules {

    private static final Path PROMETHEUS = TestStage.ROOT.resolve("prometheus");

    private PrometheusRules() {}

    static List<String> problems(List<Resource> all) throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        String interval =
                Manifests.yaml(PROMETHEUS.resolve("prometheus.yml"))
                        .at("/global/evaluation_interval")
                        .asText();
        for (String kind : List.of("recording", "alert")) {
            for (JsonNode group :
                    Manifests.yaml(PROMETHEUS.resolve(kind + "-rules.yml")).path("groups")) {
                ((ObjectNode) group).put("name", kind + "-" + group.path("name").asText());
                ((ObjectNode) group).put("interval", interval);
                expected.add(group);
            }
        }
        List<JsonNode> found = new ArrayList<>();
        for (Resource one : all) {
            if (one.is("PrometheusRule")) {
                one.at("/spec/groups").forEach(found::add);
            }
        }
        return found.equals(expected)
                ? List.of()
                : List.of(
                        "kubernetes/monitoring/rules.yaml differs from prometheus/: run"
                                + " stage/kubernetes-rules > kubernetes/monitoring/rules.yaml");
    }
}
