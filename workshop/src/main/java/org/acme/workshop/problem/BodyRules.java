package org.acme.workshop.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a packed body, which nobody here unpacks, and cuts off whoever doesn't send all of it in
 * time: a byte now and then would keep a connection busy for hours.
 */
@ApplicationScoped
class BodyRules {

    private static final int RIGHT_AFTER_FOREIGN_PAGES = 499;
    private static final long PATIENCE_MILLIS = 10_000;

    void install(@Observes Filters filters) {
        filters.register(BodyRules::check, RIGHT_AFTER_FOREIGN_PAGES);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            context.response()
                    .setStatusCode(415)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end(
                            "{\"type\":\"urn:problem:workshop:unsupported-content-encoding\","
                                    + "\"title\":\"Unsupported content encoding\",\"status\":415,"
                                    + "\"detail\":\"a body must be sent as it is, without a"
                                    + " Content-Encoding\"}");
            return;
        }
        if (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            cutOffWhenLate(context);
        }
        context.next();
    }

    private static void cutOffWhenLate(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer =
                context.vertx()
                        .setTimer(
                                PATIENCE_MILLIS,
                                due -> {
                                    if (!request.isEnded()) {
                                        request.connection().close();
                                    }
                                });
        context.addEndHandler(over -> context.vertx().cancelTimer(timer));
    }
}
