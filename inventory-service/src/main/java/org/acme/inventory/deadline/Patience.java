package org.acme.inventory.deadline;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * For how long a caller waits, from when its request came in. Whoever says nothing waits for ever.
 *
 * <p>An injected fault stands for the network in front of this service: what it delays is not known to have been late.
 */
record Patience(long since, long nanos) {

    /** What a caller says it in; a whole number. */
    static final String HEADER = "X-Deadline-Ms";

    static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private static final Pattern MILLIS = Pattern.compile("\\d{1,7}");

    /** Whether the request says nothing, or something that can be meant. */
    static boolean isWellFormed(HttpServerRequest request) {
        List<String> said = request.headers().getAll(HEADER);
        return said.isEmpty()
                || (said.size() == 1
                        && MILLIS.matcher(said.get(0)).matches()
                        && Long.parseLong(said.get(0)) <= LONGEST_MILLIS);
    }

    /** Of a request that says something well-formed, or nothing. */
    static Patience of(HttpServerRequest request, long now) {
        String millis = request.getHeader(HEADER);
        return millis == null
                ? new Patience(now, Long.MAX_VALUE)
                : new Patience(now, Duration.ofMillis(Long.parseLong(millis)).toNanos());
    }

    boolean isOver(long now) {
        return now - since >= nanos;
    }
}
