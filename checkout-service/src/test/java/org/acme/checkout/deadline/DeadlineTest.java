package org.acme.checkout.deadline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say about how long they wait, and what we say to others. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class DeadlineTest extends Shop {

    /** Counts requests as they come in: after their deadline was read, before their body is. */
    @Singleton
    static class Arrivals {
        private final AtomicInteger seen = new AtomicInteger();

        void install(@Observes Filters filters) {
            filters.register(
                    exchange -> {
                        seen.incrementAndGet();
                        exchange.next();
                    },
                    995);
        }
    }

    @Inject Arrivals arrivals;

    /** The deadline of a payment call in these tests, see {@link Neighbours}. */
    private static final long OWN_MILLIS = 9_000;

    private static final Duration SHORT = Duration.ofMillis(200);

    private static Response within(Object millis, String key) {
        return given().header("X-Deadline-Ms", millis)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(order("TEA-001", 1, "tok_ok"))
                .post("/checkouts");
    }

    @Test
    void timeThatIsUp_is504_andTheKeyStaysUnused() {
        String key = key();

        within(0, key)
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:checkout:deadline-passed"));

        assertThat(gateway.requests()).isZero();
        within(3_600_000, key).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "1e3", "3600001", "99999999999999999999", "1,2"})
    void nonsense_is400_namingTheHeader(String millis) {
        within(millis, key())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("X-Deadline-Ms"));
    }

    @Test
    void twoDeadlines_are400() {
        given().header("X-Deadline-Ms", "1000", "2000").get("/products").then().statusCode(400);
    }

    @Test
    void bodyThatArrivesTooLate_is504_andTheKeyStaysUnused() throws IOException {
        String key = key();
        String body = order("TEA-001", 1, "tok_ok");
        int before = arrivals.seen.get();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            send(socket, head(key, body.length()) + body.charAt(0));
            eventually(() -> assertThat(arrivals.seen.get()).isGreaterThan(before));
            long arrived = System.nanoTime();
            eventually(
                    () -> assertThat(System.nanoTime() - arrived).isGreaterThan(SHORT.toNanos()));

            send(socket, body.substring(1));

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 504")
                    .contains("urn:problem:checkout:deadline-passed");
        }
        assertThat(gateway.requests()).isZero();
        within(3_600_000, key).then().statusCode(201);
    }

    private static String head(String key, int length) {
        return """
                POST /checkouts HTTP/1.1
                Host: x
                Connection: close
                Content-Type: application/json
                Content-Length: %d
                Idempotency-Key: %s
                X-Deadline-Ms: %d

                """
                .formatted(length, key, SHORT.toMillis())
                .replace("\n", "\r\n");
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Test
    void remainingTimeOfACall_isToldToTheGateway() {
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);

        assertThat(told()).isPositive().isLessThanOrEqualTo(OWN_MILLIS);
    }

    @Test
    void callerInAHurry_hurriesTheGateway() {
        int before = gateway.requests();
        within(OWN_MILLIS - 200, key()).then().statusCode(201);

        assertThat(gateway.requests()).isEqualTo(before + 1);
        assertThat(told()).isPositive().isLessThanOrEqualTo(OWN_MILLIS - 200);
    }

    private long told() {
        return Long.parseLong(String.valueOf(gateway.server().last().deadline()));
    }
}
