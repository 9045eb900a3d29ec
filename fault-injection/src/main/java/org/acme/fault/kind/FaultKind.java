package org.acme.fault.kind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a fault can do to a request. */
public enum FaultKind {
    /** Answers late. */
    LATENCY,
    /** Answers an HTTP status instead of doing the work. */
    ERROR,
    /** Accepts the request and never answers. */
    HANG,
    /** Closes the connection without an answer. */
    RESET,
    /** Lets the work be done and drops the answer. */
    LOST_RESPONSE,
    /** Breaks the JSON of the answer. */
    MALFORMED,
    /** Closes the connection in the middle of the body. */
    TRUNCATED,
    /** Sends the body in drips. */
    SLOW_BODY,
    /** Another fault, on and off by turns. */
    FLAPPING,
    /** Serves so many at once, lets so many wait, and answers 503 to the rest. */
    CAPACITY,
    /** Ends the process. */
    CRASH;

    /** The name in JSON and in metric labels. */
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
