package org.acme.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a fault can do to a request. */
enum FaultKind {
    /** Answers late. */
    LATENCY,
    /** Answers an HTTP status instead of doing the work. */
    ERROR,
    /** Accepts the request and never answers. */
    HANG,
    /** Closes the connection without an answer. */
    RESET;

    /** The name in JSON and in metric labels. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    static String allowed() {
        return Arrays.stream(values()).map(FaultKind::id).collect(Collectors.joining(", "));
    }
}
