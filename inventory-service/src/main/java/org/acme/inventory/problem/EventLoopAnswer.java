package org.acme.inventory.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers with a problem before, or without, any worker thread. */
final class EventLoopAnswer {

    private EventLoopAnswer() {}

    static void send(RoutingContext exchange, Problem problem) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(
                        new JsonObject()
                                .put("type", problem.type())
                                .put("title", problem.title())
                                .put("status", problem.status())
                                .put("detail", problem.detail())
                                .encode());
    }
}
