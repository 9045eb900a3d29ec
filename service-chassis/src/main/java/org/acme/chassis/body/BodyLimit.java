package org.acme.chassis.body;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a body by its headers, before any of it is read: if it announces too much, has a
 * Content-Encoding, or has no length although one is required. Quarkus' own limit would answer with
 * an empty body.
 */
@Singleton
final class BodyLimit {

    /** Filters of a higher priority come first; Quarkus reads nothing before this one. */
    private static final int FIRST = 1000;

    private static final Problem ENCODED =
            Problem.of(415, "unsupported-content-encoding", "Unsupported content encoding", "")
                    .naming(List.of(new FieldError("Content-Encoding", "must be left out")));
    private static final Problem NO_LENGTH =
            Problem.of(411, "length-required", "Length required", "")
                    .naming(List.of(new FieldError("Content-Length", "is missing")));

    private final ProblemAnswers answers;
    private final BodyConfig config;

    BodyLimit(ProblemAnswers answers, BodyConfig config) {
        this.answers = answers;
        this.config = config;
    }

    /** Returns the problem for a body that is longer than {@code bytes}. */
    static Problem tooLarge(long bytes) {
        return Problem.of(413, "body-too-large", "The body is too large", "")
                .naming(List.of(new FieldError("body", "must be at most " + bytes + " bytes")));
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext exchange) {
        Problem problem = problem(exchange.request());
        if (problem == null) {
            exchange.next();
            return;
        }
        exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        answers.end(exchange, problem);
    }

    private @Nullable Problem problem(HttpServerRequest request) {
        long limit = config.limit().asLongValue();
        if (announced(request) > limit) {
            return tooLarge(limit);
        }
        if (config.lengthRequired() && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return NO_LENGTH;
        }
        return request.headers().contains(HttpHeaders.CONTENT_ENCODING) ? ENCODED : null;
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
