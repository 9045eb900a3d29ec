package org.acme.chassis.deadline;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.acme.chassis.problem.ProblemException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads the caller's deadline when a request comes in, so that the time in which its body arrives
 * and the time in the queue before a worker both count. Rejects a request whose deadline has
 * passed, at its arrival and again when its work would begin.
 */
@Singleton
public final class DeadlineFilter {

    private static final String KEY = CallerDeadline.class.getName();

    /** After the check of the announced size, before any of the body is read. */
    private static final int EARLY = 999;

    private static final Problem PASSED =
            Problem.of(
                    504,
                    "deadline-passed",
                    "The caller's deadline has passed",
                    "the time of " + CallerDeadline.HEADER + " was over before the work was begun");
    private static final Problem WRONG =
            Problem.invalid(
                    CallerDeadline.HEADER,
                    "must be a whole number of milliseconds from 0 to "
                            + CallerDeadline.LONGEST.toMillis());

    private final ProblemAnswers answers;

    DeadlineFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** The deadline of this request's caller. */
    public static CallerDeadline of(RoutingContext exchange) {
        CallerDeadline deadline = exchange.get(KEY);
        return deadline == null ? CallerDeadline.none() : deadline;
    }

    /** Returns the exception for a request whose caller no longer waits (504). */
    public static ProblemException passed() {
        return new ProblemException(PASSED);
    }

    void install(@Observes Filters filters) {
        filters.register(this::arrive, EARLY);
    }

    private void arrive(RoutingContext exchange) {
        long now = System.nanoTime();
        Optional<CallerDeadline> deadline =
                CallerDeadline.parse(
                        exchange.request().headers().getAll(CallerDeadline.HEADER), now);
        if (deadline.isEmpty()) {
            answers.end(exchange, WRONG);
        } else if (deadline.get().isOver(now)) {
            answers.end(exchange, PASSED);
        } else {
            exchange.put(KEY, deadline.get());
            exchange.next();
        }
    }

    /**
     * Runs on the thread of the resource method: for most on a worker, after the queue before it.
     */
    @ServerRequestFilter
    public void begin(RoutingContext exchange) {
        if (of(exchange).isOver(System.nanoTime())) {
            throw passed();
        }
    }
}
