package org.acme.gateway.charge;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.charge;
import static org.acme.gateway.Gateway.list;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Faults in front of the ledger: whatever the client saw, asking again gives the one true answer.
 */
@GatewayTest
class FaultedChargesTest {

    private final String order = unique();
    private final String key = unique();

    @AfterEach
    void endFaults() {
        given().delete("/faults").then().statusCode(204);
    }

    @Test
    void lostResponse_theChargeStands_andTheSameKeyFindsIt() {
        start("{'kind':'lost-response','limit':1,'match':{'method':'POST','path':'/charges'}}");

        assertThatThrownBy(() -> post(key, body(order, 1180, "tok_ok")));

        list(order).body("status", equalTo(List.of("paid")));
        charge(key, order, "tok_ok").statusCode(200);
        list(order).body("", hasSize(1));
    }

    @Test
    void reset_nothingIsCharged_andTheSameKeyChargesOnce() {
        start("{'kind':'reset','limit':1,'match':{'method':'POST','path':'/charges'}}");

        assertThatThrownBy(() -> post(key, body(order, 1180, "tok_ok")));

        list(order).body("", hasSize(0));
        charge(key, order, "tok_ok").statusCode(201);
    }

    @Test
    void latency_theBodyStillArrives() {
        start("{'kind':'latency','delay':'200ms'}");

        charge(key, order, "tok_ok").statusCode(201).body("amountMinor", equalTo(1180));
    }

    private static void start(String fault) {
        given().contentType("application/json")
                .body(fault.replace('\'', '"'))
                .post("/faults")
                .then()
                .statusCode(201);
    }
}
