package org.acme.gateway.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.acme.gateway.problem.Problem.FieldError;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every failure as a problem document: what the client did wrong by field, what we did wrong without its insides. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final QuietWarning warnings = new QuietWarning(LOG, "503");

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations) {
        List<FieldError> errors =
                violations.getConstraintViolations().stream()
                        .map(violation -> new FieldError(field(violation), violation.getMessage()))
                        .sorted((a, b) -> a.field().compareTo(b.field()))
                        .toList();
        return Problem.invalid(errors).toResponse();
    }

    /** The parameter's or the body's field, as the client knows it. */
    private static String field(ConstraintViolation<?> violation) {
        List<Path.Node> nodes =
                StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
        String parameter = nodes.size() > 1 ? nodes.get(1).getName() : "body";
        if (nodes.size() > 2) {
            return nodes.stream().skip(2).map(Path.Node::getName).collect(Collectors.joining("."));
        }
        return switch (parameter) {
            case "idempotencyKey" -> "Idempotency-Key";
            case "request" -> "body";
            default -> parameter;
        };
    }

    /** Said again for this type, because Quarkus has a mapper of its own for it. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json) {
        return unreadable(json);
    }

    @ServerExceptionMapper
    Response unreadable(JacksonException json) {
        return Problem.invalid(List.of(ReadingError.of(json))).toResponse();
    }

    /** The client went away before its body was here: nobody is left to answer, and nothing is wrong here. */
    @ServerExceptionMapper
    Response clientGone(IOException broken) {
        LOG.debugf("request was cut off: %s", broken.getMessage());
        return Problem.of(
                        "request-cut-off",
                        "Request cut off",
                        400,
                        "the connection ended before the whole body had arrived")
                .toResponse();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        if (refusal.getCause() instanceof JacksonException json) {
            return unreadable(json);
        }
        int status = refusal.getResponse().getStatus();
        if (status >= 500) {
            return failed(refusal);
        }
        return switch (status) {
            case 404 ->
                    Problem.of("not-found", "Not found", 404, "there is nothing here").toResponse();
            case 413 ->
                    Problem.unacceptable(
                                    413, List.of(new FieldError("body", "must be at most 64 KiB")))
                            .toResponse();
            case 415 ->
                    Problem.unacceptable(
                                    415,
                                    List.of(
                                            new FieldError(
                                                    HttpHeaders.CONTENT_TYPE,
                                                    "must be application/json")))
                            .toResponse();
            default -> {
                String reason = refusal.getResponse().getStatusInfo().getReasonPhrase();
                String slug = reason.toLowerCase(Locale.ROOT).replace(' ', '-');
                yield Problem.of(slug, reason, status, "this request can't be served").toResponse();
            }
        };
    }

    @ServerExceptionMapper
    Response failed(Throwable failure) {
        if (isPassing(failure)) {
            warnings.say(OneLine.of(String.valueOf(failure)));
            Problem problem =
                    Problem.of(
                            "unavailable",
                            "Unavailable",
                            503,
                            "the ledger is away or busy; try again");
            return Response.fromResponse(problem.toResponse())
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        LOG.error("500", failure);
        return Problem.of("internal", "Internal error", 500, "this is our fault, not yours")
                .toResponse();
    }

    /** Whether the same request can succeed later: the database is away or the threads are busy. */
    private static boolean isPassing(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RejectedExecutionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                return isPassing(sql.getSQLState());
            }
        }
        return false;
    }

    /** No state at all comes from the pool; 08 connection, 53 resources, 55 and 57 locks, timeouts and shutdowns. */
    private static boolean isPassing(@Nullable String sqlState) {
        return sqlState == null
                || sqlState.startsWith("08")
                || sqlState.startsWith("40")
                || sqlState.startsWith("53")
                || sqlState.startsWith("55")
                || sqlState.startsWith("57");
    }
}
