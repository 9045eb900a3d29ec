package org.acme.gateway.charge;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.charge;
import static org.acme.gateway.Gateway.list;
import static org.acme.gateway.Gateway.unique;
import static org.acme.gateway.Gateway.voidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.acme.gateway.GatewayTest;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A client that leaves before its answer, as checkout does after 250 ms, and a gateway that charges
 * all the same.
 */
@GatewayTest
class LateChargesTest {

    private static final String LONG = "3600000";

    private final String order = unique();

    @TestHTTPResource("/charges")
    URI charges = URI.create("/");

    @AfterEach
    void asConfigured() {
        given().delete("/faults").then().statusCode(204);
        given().delete("/capacity").then().statusCode(204);
    }

    /**
     * The time in a fault is time on the way: it is not counted against the 5 s that the client
     * would wait.
     */
    @Test
    void latency_clientLeaves_theChargeIsMadeLater() throws IOException {
        start("{'kind':'latency','delay':'6s','match':{'method':'POST','path':'/charges'}}");

        leaveWhileParked("5000");

        eventuallyPaid();
    }

    @Test
    void hangThenProceed_clientLeaves_theChargeIsMadeWhenTheFaultEnds() throws IOException {
        start("{'kind':'hang','then':'proceed','match':{'method':'POST','path':'/charges'}}");

        leaveWhileParked(LONG);
        list(order).body("", hasSize(0));
        given().delete("/faults").then().statusCode(204);

        eventuallyPaid();
    }

    /** The delayed charge that the tombstone is for. */
    @Test
    void voidedMeanwhile_theLateChargeIsRefused() throws IOException {
        start("{'kind':'hang','then':'proceed','match':{'method':'POST','path':'/charges'}}");

        leaveWhileParked(LONG);
        voidOrder(order).statusCode(200);
        given().delete("/faults").then().statusCode(204);

        charge(order, order, "tok_ok").statusCode(409);
        list(order).body("status", equalTo(List.of("voided")));
    }

    @Test
    void slowBank_clientLeaves_theChargeIsMadeLater() throws IOException {
        given().contentType("application/json")
                .body(
                        "{\"workers\":4,\"queue\":10,\"minMillis\":2000,\"maxMillis\":2000,\"seconds\":60}")
                .put("/capacity")
                .then()
                .statusCode(200);

        String before = arrivals();

        try (Socket client = ask(LONG)) {
            eventually(() -> assertThat(arrivals()).isNotEqualTo(before));
        }

        eventuallyPaid();
    }

    private void leaveWhileParked(String deadlineMillis) throws IOException {
        try (Socket client = ask(deadlineMillis)) {
            eventually(() -> given().get("/faults").then().body("[0].parked", equalTo(1)));
        }
        list(order).body("", hasSize(0));
    }

    /** The line of the metrics that tells how many charges have come to the bank. */
    private static String arrivals() {
        return given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("bank_arrivals_total"))
                .findFirst()
                .orElseThrow();
    }

    private Socket ask(String deadlineMillis) throws IOException {
        String body = body(order, 1180, "tok_ok");
        String head =
                """
                POST /charges HTTP/1.1
                Host: gateway
                Content-Type: application/json
                Content-Length: %d
                Idempotency-Key: %s
                X-Deadline-Ms: %s

                """
                        .formatted(body.length(), order, deadlineMillis)
                        .replace("\n", "\r\n");
        Socket client = new Socket(charges.getHost(), charges.getPort());
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private void eventuallyPaid() {
        eventually(() -> list(order).body("status", equalTo(List.of("paid"))));
    }

    private static void start(String fault) {
        given().contentType("application/json")
                .body(fault.replace('\'', '"'))
                .post("/faults")
                .then()
                .statusCode(201);
    }
}
