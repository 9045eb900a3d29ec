package org.acme.fault.kind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of faults that can be injected. */
public enum FaultKind {
    /** Delays the request. */
    LATENCY,
    /** Answers with an error status and does not do the work. */
    ERROR,
    /** Accepts the request and never answers. */
    HANG,
    /** Closes the connection without an answer. */
    RESET,
    /** Does the work and drops the response. */
    LOST_RESPONSE,
    /** Sends a response with broken JSON. */
    MALFORMED,
    /** Closes the connection in the middle of the body. */
    TRUNCATED,
    /** Sends the body slowly, in small parts. */
    SLOW_BODY,
    /** Switches another fault on and off alternately. */
    FLAPPING,
    /** Limits the requests served at once and waiting, and answers 503 to the rest. */
    CAPACITY,
    /** Halts the process at once. */
    CRASH;

    /** Returns the name in JSON and in metric labels. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    static String allowed() {
        return names(EnumSet.allOf(FaultKind.class));
    }

    public static String names(Set<FaultKind> kinds) {
        return kinds.stream().map(FaultKind::id).collect(Collectors.joining(", "));
    }
}
