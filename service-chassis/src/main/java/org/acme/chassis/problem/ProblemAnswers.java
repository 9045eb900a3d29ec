package org.acme.chassis.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes problem documents, as a JAX-RS response or straight to a Vert.x exchange. Thread-safe; may
 * be used on the event loop.
 */
@Singleton
public final class ProblemAnswers {

    private static final int MILLIS_PER_SECOND = 1000;

    private final Provider<ProblemConfig> config;
    private final ObjectMapper json;

    /** Filters need this bean before the configuration of the running application is there. */
    ProblemAnswers(Provider<ProblemConfig> config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /** A response whose body is the document. */
    public Response response(Problem problem) {
        return response(problem, null);
    }

    /** Returns a response with a {@code Retry-After}, unless {@code retryAfter} is null. */
    public Response response(Problem problem, @Nullable Duration retryAfter) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(bytes(problem));
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER.toString(), wholeSeconds(retryAfter));
        }
        return response.build();
    }

    /** Ends an exchange that reaches no resource; does nothing if its answer has begun. */
    public void end(RoutingContext exchange, Problem problem) {
        if (exchange.response().ended() || exchange.response().headWritten()) {
            return;
        }
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(bytes(problem)));
    }

    private byte[] bytes(Problem problem) {
        boolean own = problem.type().indexOf(':') < 0;
        try {
            return json.writeValueAsBytes(own ? problem.typed(type(problem.type())) : problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document is always writable", e);
        }
    }

    private String type(String name) {
        return "urn:problem:" + config.get().namespace() + ":" + name;
    }

    /** Rounds up, so that no client comes back too early. */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
    }
}
