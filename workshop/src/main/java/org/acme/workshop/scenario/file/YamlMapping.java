package org.acme.workshop.scenario.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a YAML mapping key by key. Each mistake is collected with its line, so that an author sees
 * all of them at once; the value returned in that case is a placeholder.
 */
final class YamlMapping {

    private static final Duration NO_TIME = Duration.ZERO;

    private final List<String> mistakes;
    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();

    private YamlMapping(String file, List<String> mistakes, int line) {
        this.file = file;
        this.mistakes = mistakes;
        this.line = line;
    }

    static YamlMapping of(String file, List<String> mistakes, @Nullable Node node) {
        YamlMapping block = new YamlMapping(file, mistakes, node == null ? 1 : line(node));
        if (!(node instanceof MappingNode mapping)) {
            block.wrong(block.line, "must be a mapping of keys and values");
            return block;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
            int at = line(tuple.getKeyNode());
            if (block.values.put(key, tuple.getValueNode()) != null) {
                block.wrong(at, "'" + key + "' occurs twice");
            }
            block.keyLines.put(key, at);
        }
        return block;
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    int line() {
        return line;
    }

    void wrong(int at, String reason) {
        mistakes.add(file + ":" + at + ": " + reason);
    }

    /** Adds a mistake at a key's line, or at the mapping's line if the key is missing. */
    void wrong(String key, String reason) {
        wrong(keyLines.getOrDefault(key, line), "'" + key + "' " + reason);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Adds a mistake for every key that isn't one of these. */
    void allow(String... allowed) {
        List<String> known = List.of(allowed);
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                wrong(key, "is unknown; allowed here: " + String.join(", ", known));
            }
        }
    }

    Optional<String> optionalText(String key) {
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        wrong(key, "must be a text");
        return Optional.empty();
    }

    String text(String key) {
        if (!has(key)) {
            wrong(key, "is missing");
        }
        return optionalText(key).orElse("");
    }

    Optional<Duration> optionalDuration(String key) {
        Optional<String> text = optionalText(key);
        Optional<Duration> duration = text.flatMap(Format::duration);
        if (text.isPresent() && duration.isEmpty()) {
            wrong(key, "must be a time such as 250ms, 30s or 1m, but is '" + text.get() + "'");
        }
        return duration;
    }

    Duration duration(String key) {
        if (!has(key)) {
            wrong(key, "is missing");
        }
        return optionalDuration(key).orElse(NO_TIME);
    }

    Optional<BigDecimal> number(String key, String least, String most) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.get());
            if (text.get().length() < 20
                    && number.compareTo(new BigDecimal(least)) >= 0
                    && number.compareTo(new BigDecimal(most)) <= 0) {
                return Optional.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, like a number out of range.
        }
        wrong(
                key,
                "must be a number from %s to %s, but is '%s'".formatted(least, most, text.get()));
        return Optional.empty();
    }

    /** Whether a key is present and true. */
    boolean flag(String key) {
        Optional<String> text = optionalText(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            wrong(key, "must be true or false, but is '" + text.get() + "'");
        }
        return text.isPresent() && text.get().equals("true");
    }

    Optional<YamlMapping> block(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> of(file, mistakes, node));
    }

    List<Node> list(String key) {
        Node node = values.get(key);
        if (node instanceof SequenceNode sequence) {
            return new ArrayList<>(sequence.getValue());
        }
        if (node != null) {
            wrong(key, "must be a list");
        }
        return List.of();
    }
}
