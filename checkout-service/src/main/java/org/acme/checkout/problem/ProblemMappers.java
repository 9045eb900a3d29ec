package org.acme.checkout.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** One exception, one answer: nothing leaves this service that isn't a problem document. */
@Singleton
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return ProblemResponses.response(e.problem(), e.retryAfter());
    }

    /** What the framework refuses: unknown paths, methods, media types. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response original = e.getResponse();
        int status = original.getStatus();
        String title = original.getStatusInfo().getReasonPhrase();
        Response answer =
                ProblemResponses.response(
                        Problem.of(status, "http-" + status, title, detail(status, title)));
        Response.ResponseBuilder builder = Response.fromResponse(answer);
        if (original.getHeaderString("Allow") != null) {
            builder.header("Allow", original.getHeaderString("Allow"));
        }
        return builder.build();
    }

    /** The last net: a database that is gone is a 503, everything else a bug of ours. */
    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        String trouble = DatabaseTrouble.of(e);
        if (trouble != null) {
            LOG.warnf("request not served: %s", trouble);
            return ProblemResponses.response(
                    Problem.of(
                            503,
                            "database-unavailable",
                            "The database is not available",
                            "nothing can be read or written at the moment"),
                    SOON);
        }
        LOG.error("request failed by a bug", e);
        return ProblemResponses.response(
                Problem.of(500, "internal", "Internal error", "the request failed unexpectedly"));
    }

    private static String detail(int status, String title) {
        return switch (status) {
            case 404 -> "there is nothing at this address";
            case 405 -> "this address doesn't know this method";
            case 406 -> "the answer is JSON; the Accept header doesn't allow it";
            case 413 -> "the body is larger than allowed";
            case 415 -> "the Content-Type must be application/json";
            default -> title;
        };
    }
}
