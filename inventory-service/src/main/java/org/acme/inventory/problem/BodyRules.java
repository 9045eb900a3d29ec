package org.acme.inventory.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Says in a problem document that an announced body is too large, or packed in a way nobody here unpacks, before a byte of
 * it is read. Quarkus' own limit, which stays as the second net, would answer with an empty body.
 */
@ApplicationScoped
public class BodyRules {

    static final Problem TOO_LARGE =
            Problem.of(
                    413,
                    "body-too-large",
                    "The body is too large",
                    "body must be at most " + StrictJson.MAX_BODY_BYTES + " bytes");

    private static final Problem ENCODED =
            Problem.of(
                    415,
                    "unsupported-content-encoding",
                    "Unsupported content encoding",
                    "Content-Encoding must be left out");

    /** Filters of higher priority come first; this one stands before Quarkus reads anything. */
    private static final int EARLY = 1000;

    void register(@Observes Filters filters) {
        filters.register(BodyRules::check, EARLY);
        new WholeBody().install(filters);
    }

    private static void check(RoutingContext exchange) {
        if (announcedLength(exchange) > StrictJson.MAX_BODY_BYTES) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            EventLoopAnswer.send(exchange, TOO_LARGE);
        } else if (exchange.request().getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            EventLoopAnswer.send(exchange, ENCODED);
        } else {
            exchange.next();
        }
    }

    private static long announcedLength(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
