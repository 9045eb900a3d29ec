package org.acme.gateway;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 503 at once when the bank or the ledger's queue is full. */
@Singleton
final class BusyAnswer {

    private static final Problem BUSY =
            Problem.of(
                    503, "unavailable", "Unavailable", "the bank or the ledger is busy; try again");

    private final ProblemAnswers answers;

    BusyAnswer(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response busy(RejectedExecutionException full) {
        return answers.response(BUSY, Duration.ofSeconds(1));
    }
}
