package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A label selector of Kubernetes: the labels and the expressions in use here, no others. */
record Selector(JsonNode json) {

    boolean matches(Map<String, String> labels) {
        if (!labels.entrySet().containsAll(Resource.texts(json.path("matchLabels")).entrySet())) {
            return false;
        }
        return Resource.each(json.path("matchExpressions")).allMatch(e -> matches(e, labels));
    }

    private static boolean matches(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        String operator = expression.path("operator").asText();
        return switch (operator) {
            case "Exists" -> value != null;
            case "In" ->
                    Resource.each(expression.path("values"))
                            .anyMatch(allowed -> allowed.asText().equals(value));
            default -> throw new IllegalArgumentException("operator not known here: " + operator);
        };
    }
}
