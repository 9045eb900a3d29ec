package org.acme.gateway.charge;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.list;
import static org.acme.gateway.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.acme.chassis.deadline.CallerDeadline;
import org.acme.chassis.problem.ProblemException;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody waits for any more isn't begun. */
@GatewayTest
class DeadlineTest {

    @Inject Ledger ledger;

    private static ValidatableResponse charge(String orderId, Object millis) {
        return given().header("X-Deadline-Ms", millis)
                .header("Idempotency-Key", orderId)
                .contentType("application/json")
                .body(body(orderId, 1180, "tok_ok"))
                .post("/charges")
                .then();
    }

    @Test
    void timeLeft_isCharged() {
        charge(unique(), 3_600_000).statusCode(201);
    }

    @Test
    void timeUp_is504_andMovesNoMoney() {
        String orderId = unique();

        charge(orderId, 0)
                .statusCode(504)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:payment:deadline-passed"));

        list(orderId).body("$", hasSize(0));
    }

    @Test
    void timeUpWhileWaitingInLine_movesNoMoney() {
        String orderId = unique();
        charge(orderId, 1).statusCode(504);
        list(orderId).body("$", hasSize(0));

        ChargeOrder late = new ChargeOrder(orderId, orderId, 1180, "EUR", CardToken.TOK_OK);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () ->
                                ledger.charge(late, new CallerDeadline(System.nanoTime() - 2, 1))
                                        .await()
                                        .indefinitely());
        list(orderId).body("$", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "3600001", "99999999999999999999", "1,2"})
    void nonsense_is400_namingTheHeader(String millis) {
        charge(unique(), millis)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("X-Deadline-Ms"));
    }
}
