package org.acme.systemtest.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules under {@code prometheus/}. */
final class Rules {

    private Rules() {}

    /** A rule; for an alert the name is that of the alert. */
    record Rule(Query query, String name, boolean alert, Map<?, ?> yaml) {
        String annotation(String key) {
            return yaml.get("annotations") instanceof Map<?, ?> notes && notes.get(key) != null
                    ? String.valueOf(notes.get(key))
                    : "";
        }

        String label(String key) {
            return yaml.get("labels") instanceof Map<?, ?> labels
                    ? String.valueOf(labels.get(key))
                    : "";
        }
    }

    static List<Rule> all(Path root) throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String file : List.of("recording-rules.yml", "alert-rules.yml")) {
            Map<?, ?> document = map(read(root.resolve("prometheus").resolve(file)));
            for (Object group : list(document.get("groups"))) {
                for (Object rule : list(map(group).get("rules"))) {
                    rules.add(rule(file, map(rule)));
                }
            }
        }
        return rules;
    }

    static List<Rule> alerts(Path root) throws IOException {
        return all(root).stream().filter(Rule::alert).toList();
    }

    private static Rule rule(String file, Map<?, ?> yaml) {
        boolean alert = yaml.containsKey("alert");
        String name = String.valueOf(yaml.get(alert ? "alert" : "record"));
        String expr = String.valueOf(yaml.get("expr")).strip();
        return new Rule(new Query(file + ", " + name, expr, "", true), name, alert, yaml);
    }

    static Object read(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException("not a mapping: " + value);
    }

    static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("not a list: " + value);
    }
}
