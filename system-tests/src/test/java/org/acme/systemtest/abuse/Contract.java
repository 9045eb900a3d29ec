package org.acme.systemtest.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.acme.systemtest.Http;

/**
 * What a service says about itself in its OpenAPI document, as far as it helps to be nasty to it.
 */
final class Contract {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final Target target;

    private Contract(JsonNode document, Target target) {
        this.document = document;
        this.target = target;
    }

    static Contract of(Target target, URI address) throws Exception {
        return new Contract(Http.get(address, "/q/openapi?format=json").json(), target);
    }

    /** A parameter in {@code path}, {@code query} or {@code header}. */
    record Parameter(String in, String name, JsonNode schema) {}

    /**
     * One method of one path; the body, and an example of it, are missing where there is none.
     *
     * @param promises whether it says that it answers 2xx at all
     */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            JsonNode body,
            JsonNode example,
            boolean promises) {

        String name() {
            return method + " " + path;
        }
    }

    List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(path.getKey(), path.getValue(), method));
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, JsonNode shared, Map.Entry<String, JsonNode> method)
            throws IOException {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode source : List.of(shared, method.getValue())) {
            for (JsonNode given : source.path("parameters")) {
                JsonNode parameter = resolved(given);
                parameters.add(
                        new Parameter(
                                parameter.path("in").asText(),
                                parameter.path("name").asText(),
                                resolved(parameter.path("schema"))));
            }
        }
        JsonNode body =
                resolved(method.getValue().path("requestBody"))
                        .path("content")
                        .path("application/json");
        JsonNode schema = resolved(body.path("schema"));
        String name = method.getKey().toUpperCase(Locale.ROOT);
        JsonNode example = example(name, path, body, schema);
        return new Operation(name, path, parameters, schema, example, promises(method.getValue()));
    }

    private static boolean promises(JsonNode operation) {
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            if (answer.getKey().startsWith("2") || answer.getKey().equals("default")) {
                return true;
            }
        }
        return false;
    }

    /** That of the document, or the body that is known to be good. */
    private JsonNode example(String method, String path, JsonNode body, JsonNode schema)
            throws IOException {
        if (body.has("example")) {
            return body.path("example");
        }
        String beginning = path.contains("{") ? path.substring(0, path.indexOf('{')) : path;
        boolean known = method.equals(target.method()) && target.path().startsWith(beginning);
        return known ? JSON.readTree(target.body()) : schema.path("example");
    }

    /** What a reference refers to; everything else as it is. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        if (!reference.isEmpty()) {
            return resolved(document.at(reference.substring(1)));
        }
        JsonNode all = node.path("allOf");
        return all.isArray() && !all.isEmpty() ? resolved(all.get(0)) : node;
    }
}
