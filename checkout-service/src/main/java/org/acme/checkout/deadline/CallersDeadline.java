package org.acme.checkout.deadline;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.acme.breaker.quarkus.rest.DeadlineHeader;
import org.acme.breaker.timeout.Deadline;
import org.acme.checkout.problem.FieldError;
import org.acme.checkout.problem.Problem;
import org.acme.checkout.problem.ProblemResponses;

/**
 * Reads for how long the caller will wait, as its request comes in: the time that its body then needs
 * to arrive counts, and so does that in the queue before a worker. Whoever says nothing waits for ever.
 */
@ApplicationScoped
public class CallersDeadline {

    static final Problem PASSED =
            Problem.of(
                    504,
                    "deadline-passed",
                    "Nobody waits for this any more",
                    "the time of " + DeadlineHeader.NAME + " was over before the work was begun");

    private static final String KEY = CallersDeadline.class.getName();
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();
    private static final Pattern MILLIS = Pattern.compile("\\d{1,7}");

    private static final Problem NONSENSE =
            Problem.invalid(
                    List.of(
                            new FieldError(
                                    DeadlineHeader.NAME,
                                    "must be a whole number of milliseconds from 0 to "
                                            + LONGEST_MILLIS)));

    /** After the check of the size that the body announces, before any of the body is read. */
    private static final int EARLY = 999;

    void install(@Observes Filters filters) {
        filters.register(CallersDeadline::read, EARLY);
    }

    private static void read(RoutingContext exchange) {
        List<String> said = exchange.request().headers().getAll(DeadlineHeader.NAME);
        if (said.isEmpty()) {
            exchange.next();
            return;
        }
        String millis = said.get(0).strip();
        if (said.size() > 1
                || !MILLIS.matcher(millis).matches()
                || Long.parseLong(millis) > LONGEST_MILLIS) {
            ProblemResponses.end(exchange, NONSENSE);
        } else if (Long.parseLong(millis) == 0) {
            ProblemResponses.end(exchange, PASSED);
        } else {
            exchange.put(KEY, Deadline.after(Duration.ofMillis(Long.parseLong(millis))));
            exchange.next();
        }
    }

    static Deadline of(RoutingContext exchange) {
        Deadline deadline = exchange.get(KEY);
        return deadline == null ? Deadline.none() : deadline;
    }
}
