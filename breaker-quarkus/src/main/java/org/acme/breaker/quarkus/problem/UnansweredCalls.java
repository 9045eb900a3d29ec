package org.acme.breaker.quarkus.problem;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.ratelimit.RateLimitExceededException;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers requests that ended with an exception of a pipeline which has no fallback: 503 with
 * {@code Retry-After} if nothing was called, 504 if there was no answer in time. An application
 * overrides this with a mapper of its own for the same exception.
 */
public final class UnansweredCalls {

    /** Mappers of the application come first. */
    private static final int LAST = Priorities.USER + 1_000;

    private static final String MEDIA_TYPE = "application/problem+json";

    /** An RFC 9457 problem document. */
    record Document(String type, String title, int status, String detail) {}

    /** Answers if the breaker rejected the call. */
    @ServerExceptionMapper(priority = LAST)
    public Response rejected(CallNotPermittedException thrown) {
        return unavailable(thrown.retryAfter());
    }

    /** Answers if the rate was exceeded. */
    @ServerExceptionMapper(priority = LAST)
    public Response limited(RateLimitExceededException thrown) {
        return unavailable(thrown.retryAfter());
    }

    /** Answers if the bulkhead was full. */
    @ServerExceptionMapper(priority = LAST)
    public Response full(BulkheadFullException thrown) {
        return unavailable(Duration.ZERO);
    }

    /** Answers if an attempt took too long. */
    @ServerExceptionMapper(priority = LAST)
    public Response timedOut(CallTimeoutException thrown) {
        return tooLate();
    }

    /** Answers if the whole call took too long. */
    @ServerExceptionMapper(priority = LAST)
    public Response deadlineExceeded(DeadlineExceededException thrown) {
        return tooLate();
    }

    private static Response unavailable(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return problem(
                        503,
                        "dependency-unavailable",
                        "A service behind this one is not available",
                        "nothing was called; try again in " + seconds + " s")
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    private static Response tooLate() {
        return problem(
                        504,
                        "dependency-too-slow",
                        "A service behind this one did not answer in time",
                        "the call was given up, and may have had an effect")
                .build();
    }

    private static Response.ResponseBuilder problem(
            int status, String slug, String title, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Document("urn:problem:breaker:" + slug, title, status, detail));
    }
}
