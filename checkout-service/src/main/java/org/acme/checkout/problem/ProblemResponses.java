package org.acme.checkout.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes problem documents, on a JAX-RS response or straight on a Vert.x exchange. */
public final class ProblemResponses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLIS_PER_SECOND = 1000;

    private ProblemResponses() {}

    /** A response with the document as its body. */
    public static Response response(Problem problem) {
        return response(problem, null);
    }

    /** A response that also says when to come back. */
    public static Response response(Problem problem, @Nullable Duration retryAfter) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(bytes(problem));
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER.toString(), wholeSeconds(retryAfter));
        }
        return response.build();
    }

    /** Ends an exchange that never reached a resource. */
    public static void end(RoutingContext exchange, Problem problem) {
        if (exchange.response().ended() || exchange.response().headWritten()) {
            return;
        }
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new String(bytes(problem), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Retry-After counts whole seconds; half of one rounds up, so that nobody comes too early. */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
    }

    private static byte[] bytes(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document is always writable", e);
        }
    }
}
