package org.acme.checkout.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers when no worker is free and the queue in front of them is full: at once, on the event loop,
 * with a problem document. Quarkus' own answer would be an empty 503 and two lines in the log.
 */
@ApplicationScoped
public class Overload {

    private static final Problem PROBLEM =
            Problem.of(
                    503,
                    "overloaded",
                    "Too many requests at once",
                    "all workers are busy and the queue in front of them is full");

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(Overload::answer);
    }

    private static void answer(RoutingContext exchange) {
        if (exchange.failure() instanceof RejectedExecutionException) {
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            ProblemResponses.end(exchange, PROBLEM);
        } else {
            exchange.next();
        }
    }
}
