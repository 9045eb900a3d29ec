package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One resource of a manifest.
 *
 * @param file where it was read
 * @param json its content; tests with seeded mistakes change it
 */
record Resource(String file, ObjectNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.path("metadata").path("name").asText();
    }

    boolean is(String... kinds) {
        return List.of(kinds).contains(kind());
    }

    /** A node by its JSON pointer; missing if there is none. */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** The labels of its pods, or its own if it has none. */
    Map<String, String> labels() {
        JsonNode ofPods = at("/spec/template/metadata/labels");
        return texts(ofPods.isMissingNode() ? at("/metadata/labels") : ofPods);
    }

    boolean hasPods() {
        return is("Deployment", "StatefulSet");
    }

    JsonNode pod() {
        return at("/spec/template/spec");
    }

    /** Every Deployment and StatefulSet here has one container. */
    JsonNode container() {
        return pod().path("containers").path(0);
    }

    /** The value of a variable of its container; a reference to a label is looked up. */
    String variable(String name) {
        for (JsonNode variable : container().path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return value(variable);
            }
        }
        return "";
    }

    /** As Kubernetes would set it: {@code $(LANE)} and references to labels are replaced. */
    String value(JsonNode variable) {
        String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
        if (field.startsWith("metadata.labels['")) {
            return labels().getOrDefault(field.substring(17, field.length() - 2), "");
        }
        String value = variable.path("value").asText();
        return value.contains("$(LANE)") ? value.replace("$(LANE)", variable("LANE")) : value;
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.fields().forEachRemaining(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    Resource copy() {
        return new Resource(file, json.deepCopy());
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
