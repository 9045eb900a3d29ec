package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads {@code kubernetes/} as it would be applied. It makes the lanes from base as Kustomize does,
 * for the few features in use; if kubectl is present, the same checks run on its output.
 */
final class Manifests {

    static final Path ROOT = TestStage.ROOT.resolve("kubernetes");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POD_LABELS = "/spec/template/metadata/labels";
    private static final List<String> SELECTING =
            List.of(
                    POD_LABELS,
                    "/spec/selector/matchLabels",
                    "/spec/template/spec/topologySpreadConstraints/0/labelSelector"
                            + "/matchLabels");

    private Manifests() {}

    /** Everything: both lanes, the rest of the stage, monitoring and policies. */
    static List<Resource> all() throws IOException {
        List<Resource> all = new ArrayList<>();
        all.addAll(lane("protected"));
        all.addAll(lane("unprotected"));
        for (String folder : List.of("stage", "monitoring", "policies")) {
            all.addAll(read(ROOT.resolve(folder)));
        }
        all.add(demoSettings());
        return all;
    }

    /** All resources in the files of a folder. */
    static List<Resource> read(Path folder) throws IOException {
        List<Resource> resources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") && !name.equals("kustomization.yaml")) {
                    resources.addAll(
                            parse(TestStage.ROOT.relativize(file), Files.readString(file)));
                }
            }
        }
        return resources;
    }

    static List<Resource> parse(Path file, String text) {
        List<Resource> resources = new ArrayList<>();
        for (Object document : yaml().loadAll(text)) {
            resources.add(new Resource(file.toString(), JSON.valueToTree(document)));
        }
        return resources;
    }

    static ObjectNode yaml(Path file) throws IOException {
        Map<String, Object> document = yaml().load(Files.readString(file));
        return JSON.valueToTree(document);
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private static List<Resource> lane(String name) throws IOException {
        JsonNode lane = yaml(ROOT.resolve("lanes").resolve(name).resolve("kustomization.yaml"));
        JsonNode base = yaml(ROOT.resolve("base/kustomization.yaml"));
        List<Resource> resources = read(ROOT.resolve("base"));
        for (Resource resource : resources) {
            label(resource, base.at("/labels/0/pairs"), false);
            for (JsonNode patch : lane.path("patches")) {
                Resource change = parse(Path.of("patch"), patch.path("patch").asText()).get(0);
                if (change.toString().equals(resource.toString())) {
                    merge(resource.json(), change.json());
                }
            }
            label(resource, lane.at("/labels/0/pairs"), true);
            rename(resource, lane.path("nameSuffix").asText());
        }
        return resources;
    }

    private static void rename(Resource resource, String suffix) {
        ((ObjectNode) resource.at("/metadata")).put("name", resource.name() + suffix);
        if (resource.hasPods()) {
            String account = resource.pod().path("serviceAccountName").asText();
            ((ObjectNode) resource.pod()).put("serviceAccountName", account + suffix);
        }
    }

    private static void label(Resource resource, JsonNode pairs, boolean selectors) {
        ((ObjectNode) resource.at("/metadata")).withObject("/labels").setAll((ObjectNode) pairs);
        List<String> others = selectors ? SELECTING : List.of(POD_LABELS);
        for (String pointer : others) {
            if (resource.at(pointer) instanceof ObjectNode labels) {
                labels.setAll((ObjectNode) pairs);
            }
        }
        if (selectors && resource.is("Service")) {
            ((ObjectNode) resource.at("/spec/selector")).setAll((ObjectNode) pairs);
        }
    }

    /** Lists of named things are merged by name, other lists are replaced. */
    private static void merge(ObjectNode target, ObjectNode change) {
        change.fields()
                .forEachRemaining(
                        field -> {
                            JsonNode old = target.get(field.getKey());
                            if (old instanceof ObjectNode oldObject
                                    && field.getValue() instanceof ObjectNode newObject) {
                                merge(oldObject, newObject);
                            } else if (old instanceof ArrayNode oldList
                                    && field.getValue() instanceof ArrayNode newList
                                    && newList.path(0).has("name")) {
                                newList.forEach(item -> mergeByName(oldList, (ObjectNode) item));
                            } else {
                                target.set(field.getKey(), field.getValue());
                            }
                        });
    }

    private static void mergeByName(ArrayNode list, ObjectNode change) {
        for (JsonNode item : list) {
            if (item.path("name").equals(change.path("name"))) {
                merge((ObjectNode) item, change);
                return;
            }
        }
        list.add(change);
    }

    private static Resource demoSettings() throws IOException {
        ObjectNode data = JSON.createObjectNode();
        for (JsonNode literal :
                yaml(ROOT.resolve("stage/kustomization.yaml"))
                        .at("/configMapGenerator/0/literals")) {
            String[] pair = literal.asText().split("=", 2);
            data.put(pair[0], pair[1]);
        }
        ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", "demo");
        map.set("data", data);
        return new Resource("kubernetes/stage/kustomization.yaml", map);
    }
}
