package org.acme.gateway.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is too large, packed, or doesn't say how large it is, before any of it is read, and says why. Whoever
 * doesn't send the rest of a body in time is cut off: a byte now and then would keep a connection busy for hours.
 */
@Singleton
final class BodyLimit {

    /** Just before Quarkus' own limit. */
    private static final int ORDER = -3;

    private static final long PATIENCE_MILLIS = 10_000;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.length() > 18 || Long.parseLong(length) > limit)) {
            refuse(routing, 413, "body", "must be at most %d bytes".formatted(limit));
        } else if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            refuse(routing, 411, "Content-Length", "is missing");
        } else if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            refuse(routing, 415, "Content-Encoding", "must be left out");
        } else {
            if (length != null) {
                cutOffWhenLate(routing);
            }
            routing.next();
        }
    }

    private static void cutOffWhenLate(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        long timer =
                routing.vertx()
                        .setTimer(
                                PATIENCE_MILLIS,
                                due -> {
                                    if (!request.isEnded()) {
                                        request.connection().close();
                                    }
                                });
        routing.addEndHandler(over -> routing.vertx().cancelTimer(timer));
    }

    private static void refuse(RoutingContext routing, int status, String field, String message) {
        JsonObject problem =
                JsonObject.of(
                        "type", "urn:problem:payment:invalid-request",
                        "title", "Invalid request",
                        "status", status,
                        "detail", "1 field is wrong",
                        "errors", JsonArray.of(JsonObject.of("field", field, "message", message)));
        HttpServerResponse response = routing.response().setStatusCode(status);
        response.putHeader(HttpHeaders.CONNECTION, "close");
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        routing.request().resume();
        response.end(problem.toBuffer());
    }
}
