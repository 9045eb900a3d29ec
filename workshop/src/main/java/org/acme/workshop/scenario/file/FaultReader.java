package org.acme.workshop.scenario.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;

/**
 * Reads the fault of a step. The form of its match, kind and settings is checked here; the stub
 * checks the values.
 */
final class FaultReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KINDS =
            List.of(
                    "latency",
                    "error",
                    "hang",
                    "reset",
                    "lost-response",
                    "malformed",
                    "truncated",
                    "slow-body",
                    "flapping",
                    "capacity",
                    "crash");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private FaultReader() {}

    static Step read(Duration at, YamlMapping fault) {
        fault.allow(
                "service",
                "lanes",
                "kind",
                "delay",
                "jitter",
                "probability",
                "match",
                "duration",
                "limit",
                "seed",
                "status",
                "retryAfter",
                "then",
                "bytes",
                "pause",
                "on",
                "off",
                "fault",
                "atOnce",
                "queue");
        ObjectNode json = kindOf(fault);
        Duration lasts = fault.duration("duration");
        json.put("duration", lasts.toMillis() + "ms");
        fault.number("probability", "0", "1").ifPresent(value -> json.put("probability", value));
        fault.number("limit", "1", "1000000").ifPresent(v -> json.put("limit", v.longValue()));
        fault.number("seed", "0", "1000000000").ifPresent(v -> json.put("seed", v.longValue()));
        fault.block("match").ifPresent(match -> json.set("match", match(match)));
        String kind = json.path("kind").asText();
        return new Step.Inject(at, service(fault), lanes(fault), kind, lasts, json.toString());
    }

    /** Reads the kind with its specific settings; a flapping fault contains another one. */
    private static ObjectNode kindOf(YamlMapping fault) {
        ObjectNode json = JSON.createObjectNode();
        String kind = fault.text("kind");
        if (fault.has("kind") && !KINDS.contains(kind)) {
            fault.wrong("kind", "is unknown; allowed: " + String.join(", ", KINDS));
        }
        json.put("kind", kind);
        for (String key : List.of("delay", "jitter", "retryAfter", "pause", "on", "off")) {
            fault.optionalDuration(key).ifPresent(time -> json.put(key, time.toMillis() + "ms"));
        }
        fault.number("status", "400", "599").ifPresent(v -> json.put("status", v.intValue()));
        for (String key : List.of("bytes", "atOnce", "queue")) {
            fault.number(key, "0", "1000000").ifPresent(v -> json.put(key, v.intValue()));
        }
        fault.optionalText("then").ifPresent(then -> json.put("then", then));
        fault.block("fault").ifPresent(inner -> json.set("fault", inner(inner)));
        return json;
    }

    private static ObjectNode inner(YamlMapping inner) {
        inner.allow("kind", "delay", "jitter", "status", "retryAfter", "then", "bytes", "pause");
        return kindOf(inner);
    }

    private static ObjectNode match(YamlMapping match) {
        match.allow("method", "path");
        ObjectNode json = JSON.createObjectNode();
        match.optionalText("method")
                .ifPresent(
                        method -> {
                            if (!METHODS.contains(method)) {
                                match.wrong("method", "is unknown; allowed: " + METHODS);
                            }
                            json.put("method", method);
                        });
        match.optionalText("path")
                .ifPresent(
                        path -> {
                            if (!path.startsWith("/")) {
                                match.wrong("path", "must start with /");
                            }
                            json.put("path", path);
                        });
        return json;
    }

    private static Service service(YamlMapping fault) {
        Optional<Service> service =
                Service.of(fault.text("service")).filter(Service.faulty()::contains);
        if (service.isEmpty() && fault.has("service")) {
            fault.wrong("service", "is unknown; allowed: payment, inventory");
        }
        return service.orElse(Service.PAYMENT);
    }

    static List<Lane> lanes(YamlMapping fault) {
        Optional<String> lanes = fault.optionalText("lanes");
        if (lanes.isEmpty() || lanes.get().equals("both")) {
            return Lane.all();
        }
        Optional<Lane> lane = Lane.of(lanes.get());
        if (lane.isEmpty()) {
            fault.wrong("lanes", "is unknown; allowed: both, protected, unprotected");
        }
        return lane.map(List::of).orElse(Lane.all());
    }
}
