package org.acme.breaker.quarkus.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.timeout.Timeout;

/** Makes calls that end without an answer, each in its way. */
@Path("/unanswered")
public class Unanswered {

    /** Makes a call that no part lets through, or that hangs. */
    @GET
    @Path("/{how}")
    public String call(@PathParam("how") String how) throws InterruptedException {
        return switch (how) {
            case "open" -> open();
            case "limit" -> limit();
            case "full" -> full();
            case "timeout" -> Timeout.of("t", Duration.ofMillis(1)).call(Unanswered::hang);
            default ->
                    Pipeline.named("p")
                            .deadline(Duration.ofMillis(1))
                            .build()
                            .call(Unanswered::hang);
        };
    }

    private static String open() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults());
        breaker.open(Duration.ofSeconds(90));
        return breaker.call(() -> "never");
    }

    private static String limit() {
        RateLimiter one =
                RateLimiter.builder("r").permits(1, Duration.ofMinutes(1)).burst(1).build();
        one.acquire();
        return one.call(() -> "never");
    }

    private static String full() {
        Bulkhead one = Bulkhead.of("b", 1);
        return one.call(() -> one.call(() -> "never"));
    }

    private static String hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }
}
