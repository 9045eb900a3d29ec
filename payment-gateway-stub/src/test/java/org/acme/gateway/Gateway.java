package org.acme.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

/** The gateway as a client sees it. */
public final class Gateway {

    private Gateway() {}

    /** An order id, or a key, that no other test uses. */
    public static String unique() {
        return UUID.randomUUID().toString();
    }

    public static String body(String orderId, long amountMinor, String cardToken) {
        return """
        {"orderId":"%s","amountMinor":%d,"currency":"EUR","cardToken":"%s"}"""
                .formatted(orderId, amountMinor, cardToken);
    }

    public static Response post(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/charges");
    }

    public static ValidatableResponse charge(String key, String orderId, String cardToken) {
        return post(key, body(orderId, 1180, cardToken)).then();
    }

    public static ValidatableResponse voidOrder(String orderId) {
        return given().put("/charges/by-order/{id}/void", orderId).then();
    }

    public static ValidatableResponse list(String orderId) {
        return given().queryParam("orderId", orderId).get("/charges").then();
    }
}
