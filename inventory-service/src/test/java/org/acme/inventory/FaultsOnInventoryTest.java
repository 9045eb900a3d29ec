package org.acme.inventory;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults of the shared module reach this service's endpoints, over real sockets. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FaultsOnInventoryTest {

    @Inject Warehouse warehouse;

    @TestHTTPResource("/")
    URI address = URI.create("/");

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        given().delete("/faults").then().statusCode(greaterThan(199));
    }

    @Test
    void latency_delaysTheAnswer() {
        fault(
                "{\"kind\":\"latency\",\"delay\":\"400ms\",\"match\":{\"path\":\"/products\"},\"duration\":\"30s\"}");

        get("/products").then().statusCode(200).time(greaterThan(390L));
    }

    @Test
    void error_answersInsteadOfTheService_andNothingIsWritten() {
        UUID order = UUID.randomUUID();
        fault(
                "{\"kind\":\"error\",\"status\":503,\"match\":{\"method\":\"PUT\"},\"duration\":\"30s\"}");

        given().contentType("application/json")
                .body("{\"items\":[{\"sku\":\"TEA-001\",\"quantity\":1}]}")
                .put("/reservations/{id}", order)
                .then()
                .statusCode(503);

        assertThat(warehouse.rows(order)).isZero();
    }

    @Test
    void hang_neverAnswers_andWhatWatchesStillDoes() {
        fault("{\"kind\":\"hang\",\"duration\":\"30s\"}");

        assertThatThrownBy(() -> call("products", Duration.ofMillis(700)))
                .isInstanceOf(HttpTimeoutException.class);
        get("/q/health/ready").then().statusCode(200);
        get("/metrics").then().statusCode(200);
    }

    @Test
    void latency_clientLeaves_theReservationIsMadeLater() throws IOException {
        UUID order = UUID.randomUUID();
        fault("{\"kind\":\"latency\",\"delay\":\"6s\",\"match\":{\"method\":\"PUT\"}}");

        leaveWhileParked("PUT", order, "{\"items\":[{\"sku\":\"TEA-008\",\"quantity\":1}]}");

        assertThat(warehouse.rows(order)).isZero();
        await().atMost(Duration.ofSeconds(60)).until(() -> warehouse.rows(order) == 1);
    }

    @Test
    void latency_clientLeaves_theReleaseIsMadeLater() throws IOException {
        UUID order = UUID.randomUUID();
        fault("{\"kind\":\"latency\",\"delay\":\"6s\",\"match\":{\"method\":\"DELETE\"}}");

        leaveWhileParked("DELETE", order, "");

        assertThat(warehouse.rows(order)).isZero();
        await().atMost(Duration.ofSeconds(60)).until(() -> warehouse.rows(order) == 1);
    }

    /** Waits 5 s at most, as it says: the time in a fault is not counted. */
    private void leaveWhileParked(String method, UUID order, String body) throws IOException {
        String head =
                """
                %s /reservations/%s HTTP/1.1
                Host: inventory
                Content-Type: application/json
                Content-Length: %d
                X-Deadline-Ms: 5000

                """
                        .formatted(method, order, body.length())
                        .replace("\n", "\r\n");
        try (Socket client = new Socket(address.getHost(), address.getPort())) {
            client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> get("/faults").then().body("[0].parked", equalTo(1)));
        }
    }

    @Test
    void reset_closesWithoutAnAnswer() {
        fault("{\"kind\":\"reset\",\"duration\":\"30s\"}");

        assertThatThrownBy(() -> call("products", Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    private void call(String path, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(timeout).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static void fault(String body) {
        given().contentType("application/json").body(body).post("/faults").then().statusCode(201);
    }
}
