package org.acme.workshop.scenario.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.workshop.lane.Lane;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the steps that change a setting of a service. */
final class SettingReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than any run: a change that an interrupted run leaves behind ends by itself. */
    private static final int LEASE_SECONDS = 900;

    private static final Map<String, String> FLAGS =
            new TreeMap<>(
                    Map.of(
                            "one-breaker-for-all", "oneBreakerForAll",
                            "no-fallback", "noFallback",
                            "retry-inside-breaker", "retryInsideBreaker",
                            "only-timeouts-count", "onlyTimeoutsCount"));

    private static final String WITHOUT = "without";
    private static final List<String> PARTS =
            List.of("timeout", "bulkhead", "retry", "breaker", "fallback");

    private SettingReader() {}

    static Step read(Duration at, Setting setting, YamlMapping block) {
        return switch (setting) {
            case GATEWAY -> gateway(at, block);
            case HABITS -> habits(at, block);
            case PAYMENT_BREAKER, INVENTORY_BREAKER -> breaker(at, setting, block);
        };
    }

    private static Step gateway(Duration at, YamlMapping block) {
        block.allow("lanes", "workers", "queue", "fastest", "slowest");
        ObjectNode json = JSON.createObjectNode();
        int workers = number(block, "workers", "1", "10000");
        int queue = number(block, "queue", "0", "100000");
        long fastest = block.duration("fastest").toMillis();
        long slowest = block.duration("slowest").toMillis();
        if (slowest < fastest) {
            block.wrong("slowest", "must be at least fastest");
        }
        json.put("workers", workers).put("queue", queue);
        json.put("minMillis", fastest).put("maxMillis", slowest).put("seconds", LEASE_SECONDS);
        List<Lane> lanes = FaultReader.lanes(block);
        String words =
                "the gateway processes %d at once%s: %d to %d ms each"
                        .formatted(workers, where(lanes), fastest, slowest);
        return new Step.Change(at, Setting.GATEWAY, lanes, json.toString(), words);
    }

    private static Step habits(Duration at, YamlMapping block) {
        List<String> allowed = new ArrayList<>(FLAGS.keySet());
        allowed.addAll(List.of("hasty-timeout", "hasty-retries", WITHOUT));
        block.allow(allowed.toArray(String[]::new));
        ObjectNode json = JSON.createObjectNode();
        List<String> words = new ArrayList<>();
        FLAGS.forEach(
                (key, field) -> {
                    if (block.flag(key)) {
                        json.put(field, true);
                        words.add(key.replace('-', ' '));
                    }
                });
        List<String> missing = missingParts(block);
        if (!missing.isEmpty()) {
            missing.forEach(json.putArray(WITHOUT)::add);
            words.add("no " + String.join(", no ", missing));
        }
        boolean hasty = block.has("hasty-timeout");
        if (hasty) {
            long millis = block.duration("hasty-timeout").toMillis();
            int retries = number(block, "hasty-retries", "0", "10");
            json.put("hastyTimeoutMillis", millis).put("hastyRetries", retries);
            words.add(
                    "time out after %d ms and retry %d times immediately"
                            .formatted(millis, retries));
        }
        if (words.isEmpty() || (hasty && words.size() > 1)) {
            block.wrong(
                    block.line(),
                    "must contain hasty-timeout and hasty-retries (unprotected lane), or some"
                            + " of "
                            + String.join(", ", FLAGS.keySet())
                            + ", without (protected lane)");
        }
        json.put("seconds", LEASE_SECONDS);
        Lane lane = hasty ? Lane.UNPROTECTED : Lane.PROTECTED;
        return new Step.Change(
                at,
                Setting.HABITS,
                List.of(lane),
                json.toString(),
                "bad habit of the %s lane: %s".formatted(lane.label(), String.join(", ", words)));
    }

    private static List<String> missingParts(YamlMapping block) {
        List<String> missing = new ArrayList<>();
        for (Node node : block.list(WITHOUT)) {
            String part = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!PARTS.contains(part)) {
                block.wrong(WITHOUT, "must be a list of " + String.join(", ", PARTS));
            }
            missing.add(part);
        }
        return missing;
    }

    private static Step breaker(Duration at, Setting setting, YamlMapping block) {
        block.allow(Setting.BREAKER_KEYS.toArray(String[]::new));
        ObjectNode json = JSON.createObjectNode();
        List<String> words = new ArrayList<>();
        for (String key : Setting.BREAKER_KEYS) {
            if (!block.has(key)) {
                continue;
            }
            words.add(key.replace('-', ' ') + " " + block.text(key));
            if (key.equals("window") || key.equals("open-wait")) {
                json.put(key, block.duration(key).toMillis() + "ms");
            } else {
                json.put(key, number(block, key, "0", "100000"));
            }
        }
        if (words.isEmpty()) {
            block.wrong(
                    block.line(),
                    "must contain some of " + String.join(", ", Setting.BREAKER_KEYS));
        }
        return new Step.Change(
                at,
                setting,
                List.of(Lane.PROTECTED),
                json.toString(),
                setting.words() + ": " + String.join(", ", words));
    }

    private static int number(YamlMapping block, String key, String least, String most) {
        if (!block.has(key)) {
            block.wrong(key, "is missing");
        }
        return block.number(key, least, most).map(java.math.BigDecimal::intValue).orElse(1);
    }

    private static String where(List<Lane> lanes) {
        return lanes.size() == 1 ? " in the %s lane".formatted(lanes.get(0).label()) : "";
    }
}
