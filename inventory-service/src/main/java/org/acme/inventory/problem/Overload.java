package org.acme.inventory.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;

/**
 * Says at once that every worker is busy and their queue is full. Quarkus would answer without a body, and with a line in
 * the log for each request: under overload that is load of its own.
 */
@ApplicationScoped
public class Overload {

    private static final Problem PROBLEM =
            Problem.of(
                    503,
                    "overloaded",
                    "The service is overloaded",
                    "nothing was done; the same request may be sent again");

    /** Before Quarkus' own handler of failures, which stands last. */
    private static final int EARLY = Integer.MIN_VALUE + 1;

    void register(@Observes Router router) {
        router.route().order(EARLY).failureHandler(Overload::answer);
    }

    private static void answer(RoutingContext exchange) {
        if (exchange.failure() instanceof RejectedExecutionException
                && !exchange.response().headWritten()) {
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            EventLoopAnswer.send(exchange, PROBLEM);
        } else {
            exchange.next();
        }
    }
}
