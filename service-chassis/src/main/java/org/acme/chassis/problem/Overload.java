package org.acme.chassis.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers on the event loop when every worker thread is busy and their queue is full. Quarkus would
 * answer without a body, and write a line to the log for each request.
 */
@Singleton
final class Overload {

    private static final Problem PROBLEM =
            Problem.of(
                    503,
                    "overloaded",
                    "Too many requests at once",
                    "all workers are busy and the queue before them is full; nothing was done");

    /** Before Quarkus' own handler of failures, which is the last. */
    private static final int EARLY = Integer.MIN_VALUE + 1;

    private final ProblemAnswers answers;

    Overload(ProblemAnswers answers) {
        this.answers = answers;
    }

    void install(@Observes Router router) {
        router.route().order(EARLY).failureHandler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        if (exchange.failure() instanceof RejectedExecutionException
                && !exchange.response().headWritten()) {
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            answers.end(exchange, PROBLEM);
        } else {
            exchange.next();
        }
    }
}
