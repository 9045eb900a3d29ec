package org.acme.checkout.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that announces itself as too large before a byte of it is read, with a problem
 * document, and one that is packed in whatever way: nobody here unpacks it. Bodies that don't
 * announce their size are cut off as soon as they exceed it.
 */
@ApplicationScoped
public class BodyLimit {

    /** As many bytes as an honest order needs several times over; also the server's own limit. */
    static final long MAX_BYTES = 64 * 1024L;

    private static final int BEFORE_ROUTING = 1000;
    static final Problem TOO_LARGE =
            Problem.of(
                    413,
                    "body-too-large",
                    "The body is too large",
                    "a body must be at most " + MAX_BYTES + " bytes");

    private static final Problem ENCODED =
            Problem.of(
                    415,
                    "unsupported-content-encoding",
                    "The body is encoded",
                    "a body must be sent as it is, without a Content-Encoding");

    void install(@Observes Filters filters) {
        filters.register(BodyLimit::check, BEFORE_ROUTING);
        new WholeBody().install(filters);
    }

    private static void check(RoutingContext exchange) {
        String announced = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && tooLarge(announced)) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            ProblemResponses.end(exchange, TOO_LARGE);
        } else if (exchange.request().getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            ProblemResponses.end(exchange, ENCODED);
        } else {
            exchange.next();
        }
    }

    private static boolean tooLarge(String announced) {
        try {
            return Long.parseLong(announced) > MAX_BYTES;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
