package org.acme.systemtest.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One mistake of each class that Grafana's code must find, each in a panel of its own. */
final class GrafanaMistakes {

    private static final String RATIO = "How close is the failure rate to the threshold?";

    private final ArrayNode watched;

    /** What must be found, and where. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    GrafanaMistakes(ArrayNode watched) {
        this.watched = watched.deepCopy();
        seed(
                "duel",
                "Are buyers answered?",
                "there is no unit percentunits",
                panel -> defaults(panel).put("unit", "percentunits"));
        seed(
                "duel",
                "How did the breakers react?",
                "no mapping names the value",
                panel -> ((ObjectNode) defaults(panel).at("/mappings/0/options")).remove("1"));
        seed(
                "duel",
                "How long do buyers wait?",
                "not in ascending order",
                panel ->
                        ((ArrayNode) defaults(panel).at("/thresholds/steps"))
                                .addObject()
                                .put("color", "red")
                                .put("value", 0.1));
        seed(
                "money",
                "Which rule is broken?",
                "there is no reducer lastNotNil",
                panel ->
                        ((ArrayNode) panel.at("/options/reduceOptions/calcs"))
                                .removeAll()
                                .add("lastNotNil"));
        seed(
                "duel",
                "Are product pages affected?",
                "matches none of",
                panel -> override(panel).put("options", "guarded"));
        seed(
                "duel",
                "How many payments are pending?",
                "there is no matcher byNmae",
                panel -> override(panel).put("id", "byNmae"));
        seed(
                "services",
                "Which services are up?",
                "there is no color grene",
                panel ->
                        ((ObjectNode) defaults(panel).at("/mappings/0/options/1"))
                                .put("color", "grene"));
        seed(
                "breakers",
                RATIO,
                "'\"lineWidht\"' does not exist",
                panel -> ((ObjectNode) defaults(panel).path("custom")).put("lineWidht", 2));
        seed(
                "breakers",
                "How many calls are rejected?",
                "is not assignable to type",
                panel -> ((ObjectNode) panel.at("/options/legend")).put("placement", "buttom"));
        seed(
                "slo",
                "How fast does the budget burn?",
                "is called",
                panel -> ((ObjectNode) panel.at("/targets/0")).put("legendFormat", "{{lain}}"));
    }

    JsonNode watched() {
        return watched;
    }

    Map<String, String> expected() {
        return expected;
    }

    private void seed(String uid, String title, String found, Consumer<JsonNode> mistake) {
        for (JsonNode each : watched) {
            JsonNode dashboard = each.path("dashboard");
            for (JsonNode panel : dashboard.path("panels")) {
                if (dashboard.path("uid").asText().equals(uid)
                        && panel.path("title").asText().equals(title)) {
                    mistake.accept(panel);
                    expected.put(uid + ", panel \"" + title + "\"", found);
                    return;
                }
            }
        }
        throw new IllegalStateException("there is no panel " + title + " of " + uid);
    }

    private static ObjectNode defaults(JsonNode panel) {
        return (ObjectNode) panel.at("/fieldConfig/defaults");
    }

    private static ObjectNode override(JsonNode panel) {
        return (ObjectNode) panel.at("/fieldConfig/overrides/0/matcher");
    }
}
