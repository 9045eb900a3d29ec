package org.acme.workshop.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong with a request into a problem document. */
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return exception.problem().response();
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException exception) {
        return jsonProblem(exception).response();
    }

    @ServerExceptionMapper
    Response json(JacksonException exception) {
        return jsonProblem(exception).response();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException exception) {
        return Problem.notFound("there is nothing at this address").response();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException exception) {
        if (exception.getCause() instanceof JacksonException json) {
            return jsonProblem(json).response();
        }
        Response response = exception.getResponse();
        String reason = response.getStatusInfo().getReasonPhrase();
        return Problem.of("http-" + response.getStatus(), reason, response.getStatus(), reason)
                .response();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException exception) {
        LOG.error("a request failed", exception);
        return Problem.of("unexpected", "Unexpected error", 500, "the log says more").response();
    }

    private static Problem jsonProblem(JacksonException exception) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            String allowed =
                    unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return Problem.invalid(path(unknown), "is unknown; allowed: " + allowed);
        }
        if (exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.invalid(path(mapping), "has a wrong type or value");
        }
        var at = exception.getLocation();
        return Problem.invalid(
                "body",
                at == null
                        ? "is not JSON"
                        : "is not JSON: line %d, column %d"
                                .formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static String path(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(
                        step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
