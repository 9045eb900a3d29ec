package org.acme.chassis.problem;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every exception into a problem document. No stack trace, SQL or text of a parser reaches a
 * caller.
 */
@Singleton
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ProblemAnswers answers;
    private final QuietWarning warning = new QuietWarning(LOG, System::nanoTime);

    ProblemMappers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answers.response(e.problem(), e.retryAfter());
    }

    /** A parameter or a body that breaks a constraint. */
    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        return answers.response(Problem.invalid(Violations.of(e.getConstraintViolations())));
    }

    /** Rejections by the framework: unknown paths, methods, media types. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response refusal = e.getResponse();
        if (refusal.getStatus() >= 500) {
            return unexpected(e);
        }
        Response answer = answers.response(problem(refusal));
        String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    private static Problem problem(Response refusal) {
        int status = refusal.getStatus();
        String reason = refusal.getStatusInfo().getReasonPhrase();
        String type = reason.toLowerCase(Locale.ROOT).replace(' ', '-');
        return switch (status) {
            case 404 -> Problem.of(404, type, reason, "there is nothing at this address");
            case 405 -> Problem.of(405, type, reason, "this address does not know this method");
            case 406 ->
                    Problem.of(
                            406, type, reason, "Accept must allow " + MediaType.APPLICATION_JSON);
            case 415 ->
                    Problem.of(415, type, reason, "")
                            .naming(
                                    List.of(
                                            new FieldError(
                                                    HttpHeaders.CONTENT_TYPE,
                                                    "must be " + MediaType.APPLICATION_JSON)));
            default -> Problem.of(status, type, reason, "the request cannot be served");
        };
    }

    /** The client disconnected before its body had arrived: no response is read. */
    @ServerExceptionMapper
    Response clientGone(IOException e) {
        LOG.debugf("request was cut off: %s", e.getMessage());
        return answers.response(
                Problem.of(
                        400,
                        "request-cut-off",
                        "The request was cut off",
                        "the connection ended before the whole body had arrived"));
    }

    /** A failed database is a 503, everything else a defect of the service. */
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        String trouble = DatabaseTrouble.of(e);
        if (trouble == null) {
            LOG.error("a request failed by a defect", e);
            return answers.response(
                    Problem.of(
                            500, "internal", "Internal error", "the request failed; see the log"));
        }
        warning.say(trouble);
        return answers.response(
                Problem.of(
                        503,
                        "database-unavailable",
                        "The database is not available",
                        "nothing can be read or written now; the same request may be sent again"),
                SOON);
    }
}
