package org.acme.inventory.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** Turns whatever ended a request into a problem document. No stack trace and no SQL ever reaches a body. */
public class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
    private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong lastRefusal = new AtomicLong(System.nanoTime() - ONE_SECOND);

    /** What our own code decided to answer. */
    @ServerExceptionMapper
    public Response ours(ProblemException e) {
        return response(e.problem());
    }

    /** What the framework decided: no such path, wrong method, wrong content type. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e);
        }
        Response.ResponseBuilder answer = Response.fromResponse(response(frameworkProblem(status)));
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    /** The database: gone or too slow is ours to say (503, try again); the rest is a defect. */
    @ServerExceptionMapper
    public Response database(JdbiException e) {
        String trouble = DatabaseTrouble.of(e);
        if (trouble == null) {
            return unexpected(e);
        }
        logSeldom(trouble);
        Problem problem =
                Problem.of(
                        503,
                        "database-unavailable",
                        "The database doesn't answer",
                        "nothing is known to have been written; the same request may be sent again");
        return Response.fromResponse(response(problem)).header(HttpHeaders.RETRY_AFTER, 1).build();
    }

    /** The client went away before its body was here: nobody is left to answer. */
    @ServerExceptionMapper
    public Response clientGone(IOException e) {
        LOG.debugf("request was cut off: %s", e.getMessage());
        return response(
                Problem.of(
                        400,
                        "request-cut-off",
                        "The request was cut off",
                        "the connection ended before the whole body had arrived"));
    }

    /** A defect of this service. */
    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        LOG.errorf(e, "request failed unexpectedly: %s", e);
        return response(
                Problem.of(
                        500,
                        "internal-error",
                        "The service failed",
                        "this is a defect of the service; its log says more"));
    }

    /** A database that is gone refuses every request: one line a second says it as well as a thousand. */
    private void logSeldom(String trouble) {
        long now = System.nanoTime();
        long last = lastRefusal.get();
        if (now - last >= ONE_SECOND && lastRefusal.compareAndSet(last, now)) {
            LOG.warnf("requests are refused: %s", trouble);
        }
    }

    private static Problem frameworkProblem(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", "Not found", "there is nothing at this path");
            case 405 ->
                    Problem.of(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "the method must be one of those in the Allow header");
            case 406 ->
                    Problem.of(
                            406,
                            "not-acceptable",
                            "Not acceptable",
                            "Accept must allow " + MediaType.APPLICATION_JSON);
            case 413 -> BodyRules.TOO_LARGE;
            case 415 ->
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "Unsupported media type",
                            "Content-Type must be " + MediaType.APPLICATION_JSON);
            default ->
                    Problem.of(
                            status,
                            "invalid-request",
                            "The request is invalid",
                            "the request could not be understood");
        };
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
