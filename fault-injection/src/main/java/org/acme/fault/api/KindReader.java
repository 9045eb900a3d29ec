package org.acme.fault.api;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acme.fault.kind.Capacity;
import org.acme.fault.kind.CorruptedResponse;
import org.acme.fault.kind.Crash;
import org.acme.fault.kind.DurationText;
import org.acme.fault.kind.ErrorAnswer;
import org.acme.fault.kind.Fault;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.kind.Flapping;
import org.acme.fault.kind.Hang;
import org.acme.fault.kind.Latency;
import org.acme.fault.kind.Reset;
import org.acme.fault.kind.SlowBody;

/** Reads the kind of a fault and its specific fields. */
final class KindReader {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration DEFAULT_TURN = Duration.ofSeconds(5);
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(200);
    private static final int MAX_TEXT = 200;
    private static final int MAX_AT_ONCE = 100_000;

    /** Kinds that cannot flap: flapping itself, and faults with state or without a second time. */
    private static final Set<FaultKind> NOT_FLAPPING =
            EnumSet.of(FaultKind.FLAPPING, FaultKind.CAPACITY, FaultKind.CRASH);

    private final Duration longest;

    KindReader(Duration longest) {
        this.longest = longest;
    }

    /**
     * Reads a fault; empty if the kind is unknown. Other errors are collected, and harmless values
     * used instead.
     */
    Optional<Fault> read(JsonFields fields) {
        return read(fields, EnumSet.allOf(FaultKind.class));
    }

    private Optional<Fault> read(JsonFields fields, Set<FaultKind> allowed) {
        String names = FaultKind.names(allowed);
        if (!fields.has("kind")) {
            fields.wrong("kind", "is missing; allowed: " + names);
        }
        return fields.text("kind", MAX_TEXT)
                .flatMap(
                        id -> {
                            Optional<FaultKind> kind = FaultKind.of(id).filter(allowed::contains);
                            if (kind.isEmpty()) {
                                fields.wrong("kind", "is unknown here; allowed: " + names);
                            }
                            return kind;
                        })
                .map(kind -> readKind(kind, fields));
    }

    private Fault readKind(FaultKind kind, JsonFields fields) {
        return switch (kind) {
            case LATENCY -> readLatency(fields);
            case ERROR -> readError(fields);
            case HANG ->
                    new Hang(choice(fields, "then", List.of("close", "proceed")).equals("proceed"));
            case RESET -> new Reset();
            case LOST_RESPONSE, MALFORMED, TRUNCATED -> new CorruptedResponse(kind);
            case SLOW_BODY -> readSlowBody(fields);
            case FLAPPING -> readFlapping(fields);
            case CAPACITY -> readCapacity(fields);
            case CRASH -> new Crash();
        };
    }

    private Fault readLatency(JsonFields fields) {
        if (!fields.has("delay")) {
            fields.wrong("delay", "is missing; must be " + DurationText.ALLOWED);
        }
        Duration delay = fields.duration("delay", SHORTEST, longest).orElse(SHORTEST);
        Duration jitter = fields.duration("jitter", Duration.ZERO, longest).orElse(Duration.ZERO);
        if (fields.has("delay") && jitter.compareTo(delay) > 0) {
            fields.wrong("jitter", "must not be longer than delay, " + DurationText.format(delay));
        }
        return new Latency(delay, jitter);
    }

    private Fault readError(JsonFields fields) {
        int status = fields.integer("status", 400, 599).orElse(503L).intValue();
        Duration retryAfter = fields.duration("retryAfter", Duration.ZERO, longest).orElse(null);
        return new ErrorAnswer(status, retryAfter);
    }

    private Fault readSlowBody(JsonFields fields) {
        int bytes = fields.integer("bytes", 1, 1_000_000).orElse(1L).intValue();
        return new SlowBody(
                bytes, fields.duration("pause", SHORTEST, longest).orElse(DEFAULT_PAUSE));
    }

    private Fault readFlapping(JsonFields fields) {
        Duration on = fields.duration("on", SHORTEST, longest).orElse(DEFAULT_TURN);
        Duration off = fields.duration("off", SHORTEST, longest).orElse(DEFAULT_TURN);
        JsonFields inner = fields.object("fault");
        Optional<Fault> fault = read(inner, EnumSet.complementOf(EnumSet.copyOf(NOT_FLAPPING)));
        fault.ifPresent(known -> inner.refuseOthers("of kind " + known.kind().id()));
        return new Flapping(fault.orElseGet(Reset::new), on, off);
    }

    private static Fault readCapacity(JsonFields fields) {
        if (!fields.has("atOnce")) {
            fields.wrong("atOnce", "is missing; must be a whole number from 1 to " + MAX_AT_ONCE);
        }
        int atOnce = fields.integer("atOnce", 1, MAX_AT_ONCE).orElse(1L).intValue();
        return new Capacity(atOnce, fields.integer("queue", 0, MAX_AT_ONCE).orElse(0L).intValue());
    }

    private static String choice(JsonFields fields, String name, List<String> allowed) {
        return fields.text(name, MAX_TEXT)
                .filter(
                        text ->
                                allowed.contains(text)
                                        || fields.wrong(
                                                name,
                                                "is unknown; allowed: "
                                                        + String.join(", ", allowed)))
                .orElse(allowed.get(0));
    }
}
