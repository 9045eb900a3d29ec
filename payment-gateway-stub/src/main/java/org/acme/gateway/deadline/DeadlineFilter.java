package org.acme.gateway.deadline;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.acme.gateway.problem.Problem;
import org.acme.gateway.problem.Problem.FieldError;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Notes the caller's patience as a request comes in, and refuses what is said wrongly or too late. */
@Singleton
public final class DeadlineFilter {

    private static final String KEY = Patience.class.getName();

    /** Behind the faults, just before the check of the body's size. */
    private static final int ORDER = -4;

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(DeadlineFilter::arrive);
    }

    private static void arrive(RoutingContext exchange) {
        if (Patience.isWellFormed(exchange.request())) {
            exchange.put(KEY, Patience.of(exchange.request(), System.nanoTime()));
        }
        exchange.next();
    }

    /** Of the request that is being answered. */
    public static Patience patienceOf(RoutingContext exchange) {
        Patience patience = exchange.get(KEY);
        return patience == null ? Patience.endless() : patience;
    }

    /** On the event loop, before anything is done about the request. */
    @ServerRequestFilter(nonBlocking = true)
    public @Nullable Response begin(RoutingContext exchange) {
        if (exchange.get(KEY) == null) {
            String allowed =
                    "must be a whole number of milliseconds from 0 to " + Patience.LONGEST_MILLIS;
            return Problem.invalid(List.of(new FieldError(Patience.HEADER, allowed))).toResponse();
        }
        return patienceOf(exchange).isOver(System.nanoTime()) ? passed() : null;
    }

    @ServerExceptionMapper
    Response tooLate(DeadlinePassedException e) {
        return passed();
    }

    private static Response passed() {
        String detail = new DeadlinePassedException().getMessage();
        return Problem.of(
                        "deadline-passed",
                        "Nobody waits for this any more",
                        504,
                        String.valueOf(detail))
                .toResponse();
    }
}
