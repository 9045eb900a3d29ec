package org.acme.fault.kind;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of faults that can be injected. */
public enum FaultKind {
    /** Delays the request. */
    LATENCY(Latency::read),
    /** Answers with an error status and does not do the work. */
    ERROR(ErrorAnswer::read),
    /** Accepts the request and never answers. */
    HANG(Hang::read),
    /** Closes the connection without an answer. */
    RESET((fields, longest) -> new Reset()),
    /** Does the work and drops the response. */
    LOST_RESPONSE(CorruptedResponse::lost),
    /** Sends a response with broken JSON. */
    MALFORMED(CorruptedResponse::malformed),
    /** Closes the connection in the middle of the body. */
    TRUNCATED(CorruptedResponse::truncated),
    /** Sends the body slowly, in small parts. */
    SLOW_BODY(SlowBody::read),
    /** Switches another fault on and off alternately. */
    FLAPPING(Flapping::read),
    /** Limits the requests served at once and waiting, and answers 503 to the rest. */
    CAPACITY(Capacity::read),
    /** Halts the process at once. */
    CRASH((fields, longest) -> new Crash());

    private static final int MAX_TEXT = 200;

    private final Reader reader;

    FaultKind(Reader reader) {
        this.reader = reader;
    }

    /** Reads the fields that only one kind has. */
    @FunctionalInterface
    private interface Reader {

        /** Collects errors in {@code fields}, and uses harmless values instead. */
        Fault read(JsonFields fields, Duration longest);
    }

    /**
     * Reads a fault of one of the allowed kinds; empty if the kind is unknown. Other errors are
     * collected in {@code fields}.
     *
     * @param longest the longest time in a field
     */
    public static Optional<Fault> read(
            JsonFields fields, Set<FaultKind> allowed, Duration longest) {
        String names = names(allowed);
        if (!fields.has("kind")) {
            fields.wrong("kind", "is missing; allowed: " + names);
        }
        Optional<String> id = fields.text("kind", MAX_TEXT);
        Optional<FaultKind> kind = id.flatMap(FaultKind::of).filter(allowed::contains);
        if (id.isPresent() && kind.isEmpty()) {
            fields.wrong("kind", "is unknown here; allowed: " + names);
        }
        return kind.map(known -> known.reader.read(fields, longest));
    }

    /** Returns the name in JSON and in metric labels. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    private static String names(Set<FaultKind> kinds) {
        return kinds.stream().map(FaultKind::id).collect(Collectors.joining(", "));
    }
}
