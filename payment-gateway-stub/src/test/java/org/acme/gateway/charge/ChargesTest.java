package org.acme.gateway.charge;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.charge;
import static org.acme.gateway.Gateway.list;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.acme.gateway.Gateway.voidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class ChargesTest {

    @Inject MeterRegistry meters;

    private final String order = unique();
    private final String key = unique();

    @Test
    void charge_goodCard_isPaid() {
        ValidatableResponse answer = charge(key, order, "tok_ok").statusCode(201);

        String id = answer.extract().path("chargeId");
        answer.header("Location", endsWith("/charges/" + id))
                .body("orderId", equalTo(order))
                .body("status", equalTo("paid"))
                .body("amountMinor", equalTo(1180))
                .body("currency", equalTo("EUR"))
                .body("createdAt", endsWith("Z"));
        given().get("/charges/" + id).then().statusCode(200).body("chargeId", equalTo(id));
    }

    @Test
    void charge_sameAgain_isTheSameCharge() {
        String id = charge(key, order, "tok_ok").statusCode(201).extract().path("chargeId");

        charge(key, order, "tok_ok").statusCode(200).body("chargeId", equalTo(id));

        list(order).statusCode(200).body("chargeId", equalTo(List.of(id)));
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, card_declined",
        "tok_insufficient_funds, insufficient_funds",
        "tok_expired, expired_card",
        "tok_lost, lost_card"
    })
    void charge_badCard_isDeclinedAndStaysIt(String token, String reason) {
        String id =
                charge(key, order, token)
                        .statusCode(402)
                        .body("status", equalTo("declined"))
                        .body("declineReason", equalTo(reason))
                        .extract()
                        .path("chargeId");

        charge(key, order, token).statusCode(402).body("chargeId", equalTo(id));
    }

    @Test
    void charge_declinedOrder_mayTryAnotherCard() {
        charge(key, order, "tok_declined").statusCode(402);

        charge(unique(), order, "tok_ok").statusCode(201);

        list(order).body("status", equalTo(List.of("paid", "declined")));
    }

    @Test
    void charge_sameKeyOtherBody_isRefused() {
        charge(key, order, "tok_ok").statusCode(201);

        post(key, body(order, 1181, "tok_ok"))
                .then()
                .statusCode(409)
                .body("type", problem("idempotency-key-reused"));
        charge(key, order, "tok_declined")
                .statusCode(409)
                .body("type", problem("idempotency-key-reused"));
        String other = unique();
        charge(key, other, "tok_ok")
                .statusCode(409)
                .body("type", problem("idempotency-key-reused"));

        list(order).body("", hasSize(1));
        list(other).body("", hasSize(0));
    }

    @Test
    void charge_paidUnderAnotherKey_isRefused() {
        charge(key, order, "tok_ok").statusCode(201);

        charge(unique(), order, "tok_ok")
                .statusCode(409)
                .body("type", problem("order-already-charged"));

        list(order).body("", hasSize(1));
    }

    @Test
    void void_isCounted_byWhetherMoneyWasGivenBack() {
        double voided = voids("voided");
        double refunded = voids("refunded");
        charge(key, order, "tok_ok").statusCode(201);

        voidOrder(order).statusCode(200);
        voidOrder(unique()).statusCode(200);
        voidOrder("no id").statusCode(400);

        assertThat(voids("refunded")).isEqualTo(refunded + 1);
        assertThat(voids("voided")).isEqualTo(voided + 1);
    }

    private double voids(String outcome) {
        return meters.get("gateway.voids").tag("outcome", outcome).functionCounter().count();
    }

    @Test
    void void_paidOrder_isRefundedForEver() {
        String id = charge(key, order, "tok_ok").statusCode(201).extract().path("chargeId");

        String at =
                voidOrder(order)
                        .statusCode(200)
                        .body("orderId", equalTo(order))
                        .body("status", equalTo("refunded"))
                        .body("chargeId", equalTo(id))
                        .extract()
                        .path("voidedAt");
        voidOrder(order)
                .statusCode(200)
                .body("status", equalTo("refunded"))
                .body("voidedAt", equalTo(at));

        given().get("/charges/" + id).then().body("status", equalTo("refunded"));
        charge(key, order, "tok_ok").statusCode(409).body("type", problem("charge-voided"));
        charge(unique(), order, "tok_ok").statusCode(409).body("type", problem("charge-voided"));
        list(order).body("status", equalTo(List.of("refunded")));
    }

    @Test
    void void_unknownOrder_refusesTheChargeThatComesLate() {
        voidOrder(order)
                .statusCode(200)
                .body("status", equalTo("voided"))
                .body("chargeId", nullValue());

        charge(key, order, "tok_ok")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", problem("charge-voided"));
        list(order)
                .body("", hasSize(1))
                .body("[0].status", equalTo("voided"))
                .body("[0].chargeId", nullValue());
    }

    @Test
    void void_declinedOrder_isVoided() {
        charge(key, order, "tok_declined").statusCode(402);

        voidOrder(order)
                .statusCode(200)
                .body("status", equalTo("voided"))
                .body("chargeId", nullValue());

        list(order).body("status", equalTo(List.of("voided", "declined")));
    }

    @Test
    void show_unknown_isNotFound() {
        given().get("/charges/" + unique())
                .then()
                .statusCode(404)
                .body("type", problem("unknown-charge"));
        given().get("/charges/not-a-charge")
                .then()
                .statusCode(404)
                .body("type", problem("unknown-charge"));
    }

    @Test
    void list_unknownOrder_isEmpty() {
        list(order).statusCode(200).body("", hasSize(0)).header("Content-Type", notNullValue());
    }

    private static org.hamcrest.Matcher<String> problem(String slug) {
        return equalTo("urn:problem:payment:" + slug);
    }
}
