package org.acme.inventory.deadline;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.acme.inventory.problem.Problem;
import org.acme.inventory.problem.ProblemException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Looks at the caller's patience as a request comes in, and again when a worker takes it up. */
@ApplicationScoped
public class DeadlineFilter {

    private static final String KEY = Patience.class.getName();

    /** After the rules for bodies, before Quarkus reads anything. */
    private static final int EARLY = 999;

    void register(@Observes Filters filters) {
        filters.register(DeadlineFilter::arrive, EARLY);
    }

    private static void arrive(RoutingContext exchange) {
        if (Patience.isWellFormed(exchange.request())) {
            exchange.put(KEY, Patience.of(exchange.request(), System.nanoTime()));
        }
        exchange.next();
    }

    /** Runs where the work would: for most requests on a worker thread, after the queue before it. */
    @ServerRequestFilter
    public void begin(RoutingContext exchange) {
        Patience patience = exchange.get(KEY);
        if (patience == null) {
            throw ProblemException.wrongField(
                    Patience.HEADER,
                    "must be a whole number of milliseconds from 0 to " + Patience.LONGEST_MILLIS);
        }
        if (patience.isOver(System.nanoTime())) {
            throw new ProblemException(
                    Problem.of(
                            504,
                            "deadline-passed",
                            "Nobody waits for this any more",
                            "the time of "
                                    + Patience.HEADER
                                    + " was over before the work was begun"));
        }
    }
}
