package org.acme.fault.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.chassis.json.StrictJson;
import org.acme.chassis.problem.ProblemException;
import org.acme.fault.kind.Fault;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.kind.JsonFields;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.PathPattern;
import org.acme.fault.lease.RequestMatch;

/**
 * Reads a fault from JSON, strictly: unknown fields are rejected, and all errors are reported at
 * once.
 */
final class FaultReader {

    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);
    private static final int MAX_TEXT = 200;
    private static final int MAX_HEADERS = 5;
    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Duration maxDuration;

    FaultReader(Duration maxDuration) {
        this.maxDuration = maxDuration;
    }

    FaultSpec read(byte[] body) throws InvalidFaultException {
        JsonFields fields = new JsonFields(parse(body));
        Optional<Fault> fault = FaultKind.read(fields, EnumSet.allOf(FaultKind.class), maxDuration);
        RequestMatch match = readMatch(fields.object("match"));
        double probability = fields.decimal("probability", 0, 1).orElse(1.0);
        Duration duration =
                fields.duration("duration", MIN_DURATION, maxDuration)
                        .orElse(shorter(DEFAULT_DURATION));
        Long limit = fields.integer("limit", 1, Long.MAX_VALUE).orElse(null);
        long seed =
                fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        if (fault.isPresent()) {
            fields.refuseOthers("of kind " + fault.get().kind().id());
        }
        if (fault.isEmpty() || !fields.errors().isEmpty()) {
            throw new InvalidFaultException(fields.errors());
        }
        return new FaultSpec(fault.get(), match, probability, duration, limit, seed);
    }

    private static JsonNode parse(byte[] body) throws InvalidFaultException {
        try {
            return StrictJson.object(body);
        } catch (ProblemException e) {
            throw new InvalidFaultException(e.problem().errors());
        }
    }

    private RequestMatch readMatch(JsonFields fields) {
        String method =
                fields.text("method", MAX_TEXT)
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .filter(
                                text ->
                                        METHODS.contains(text)
                                                || fields.wrong(
                                                        "method",
                                                        "is unknown; allowed: " + METHODS))
                        .orElse(null);
        PathPattern path =
                fields.text("path", MAX_TEXT)
                        .filter(
                                text ->
                                        text.startsWith("/")
                                                || fields.wrong(
                                                        "path",
                                                        "must start with /; * is one segment, ** the rest"))
                        .map(PathPattern::of)
                        .orElse(null);
        Map<String, String> headers = readHeaders(fields.object("headers"));
        fields.refuseOthers("of match");
        return new RequestMatch(method, path, headers);
    }

    private static Map<String, String> readHeaders(JsonFields fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : fields.names()) {
            if (headers.size() == MAX_HEADERS) {
                fields.wrong(name, "is one too many; at most %d headers".formatted(MAX_HEADERS));
                break;
            }
            fields.text(name, MAX_TEXT).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    private Duration shorter(Duration duration) {
        return duration.compareTo(maxDuration) < 0 ? duration : maxDuration;
    }
}
