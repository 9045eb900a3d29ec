package org.acme.breaker.quarkus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Duration;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.mutiny.UniCalls;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real client, over a real connection. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DeadlineHeaderTest {

    private static final String NONE = "none";

    /** Says what it was told. */
    @Path("/deadline-echo")
    public static class Echo {
        @GET
        public String told(@HeaderParam(DeadlineHeader.NAME) @Nullable String millis) {
            return millis == null ? NONE : millis;
        }
    }

    /** Its client. */
    @Path("/deadline-echo")
    @RegisterProvider(DeadlineHeader.class)
    public interface EchoClient {
        @GET
        String told();

        @GET
        Uni<String> toldLater();
    }

    private EchoClient client;

    @BeforeEach
    void connect() {
        client =
                QuarkusRestClientBuilder.newBuilder()
                        .baseUri(URI.create("http://localhost:" + RestAssured.port))
                        .build(EchoClient.class);
    }

    @Test
    void withoutADeadline_nothingIsSaid() {
        assertThat(client.told()).isEqualTo(NONE);
        assertThat(Pipeline.named("free").build().call(client::told)).isEqualTo(NONE);
    }

    @Test
    void remainingTime_isToldInMilliseconds() {
        Pipeline patient = Pipeline.named("patient").deadline(Duration.ofHours(1)).build();

        assertThat(Long.parseLong(patient.call(client::told)))
                .isCloseTo(3_600_000, within(60_000L))
                .isLessThan(3_600_000);
    }

    @Test
    void remainingTime_isToldByAsynchronousCallsToo_alsoByLaterAttempts() {
        Pipeline patient =
                Pipeline.named("patient")
                        .deadline(Duration.ofHours(1))
                        .retry(
                                Retry.of(
                                        "patient",
                                        RetryConfig.builder()
                                                .maxAttempts(2)
                                                .maxDuration(Duration.ofHours(1))
                                                .backoff(Backoff.none())
                                                .retryOnResult(result -> true)
                                                .build()))
                        .build();

        String told = UniCalls.call(patient, client::toldLater).await().indefinitely();

        assertThat(Long.parseLong(told))
                .isCloseTo(3_600_000, within(60_000L))
                .isLessThan(3_600_000);
    }
}
