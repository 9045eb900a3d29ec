package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Objects;
import org.acme.workshop.fake.FakeLane;
import org.acme.workshop.fake.FakeShop;
import org.acme.workshop.lane.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class FaultsResourceTest {

    @SuppressWarnings("NullAway.Init") // injected by FakeShop
    Map<Lane, FakeLane> shop;

    @AfterEach
    void clear() {
        Objects.requireNonNull(shop.get(Lane.UNPROTECTED)).refusesFaults(false);
        given().delete("/faults").then().statusCode(200);
    }

    @Test
    void bothLanes_unlessSaid() {
        start("{\"service\":\"payment\",\"kind\":\"hang\"}", 201)
                .body("faults.lane", equalTo(java.util.List.of("protected", "unprotected")));

        given().get("/faults").then().body("faults", hasSize(2)).body("failed", hasSize(0));
    }

    @Test
    void oneLane_andEndedThere() {
        start("{\"service\":\"inventory\",\"lane\":\"protected\",\"kind\":\"hang\"}", 201)
                .body("faults", hasSize(1));

        given().delete("/faults?lane=protected&service=inventory").then().statusCode(200);

        given().get("/faults").then().body("faults", hasSize(0));
    }

    /**
     * Its owner lets the name point to this machine, so that the page's origin is the host asked
     * for.
     */
    @Test
    void aForeignPage_whoseNamePointsHere_mayNotInject() {
        given().header("Origin", "http://evil.example:8080")
                .header("Host", "evil.example:8080")
                .contentType("application/json")
                .body("{\"service\":\"payment\",\"kind\":\"hang\"}")
                .post("/faults")
                .then()
                .statusCode(403);
        given().get("/faults").then().body("faults", hasSize(0));
    }

    @Test
    void ownPage_mayInject() {
        given().header("Origin", "http://localhost:8080")
                .header("Host", "localhost:8080")
                .delete("/faults")
                .then()
                .statusCode(200);
    }

    @Test
    void partialFailure_isToldPlainly() {
        Objects.requireNonNull(shop.get(Lane.UNPROTECTED)).refusesFaults(true);

        start("{\"service\":\"payment\",\"kind\":\"hang\"}", 207)
                .body("faults[0].lane", equalTo("protected"))
                .body("failed[0].lane", equalTo("unprotected"))
                .body("failed[0].problem.detail", equalTo("kind is unknown"));
    }

    @Test
    void whatTheStubsRefuse_isPassedOn() {
        start("{\"service\":\"payment\",\"kind\":\"melt\"}", 400)
                .contentType(containsString("application/problem+json"))
                .body("title", equalTo("Invalid fault"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"hang\"}|service",
                "{\"service\":\"checkout\",\"kind\":\"hang\"}|service",
                "{\"service\":7,\"kind\":\"hang\"}|service",
                "{\"service\":\"payment\",\"lane\":\"left\"}|lane",
                "[]|body",
                "{|body"
            })
    void wrong_namesTheField(String body, String field) {
        start(body, 400).body("errors[0].field", equalTo(field));
    }

    @Test
    void aForeignPage_mayNotInject() {
        given().header("Origin", "http://evil.example")
                .contentType("application/json")
                .body("{\"service\":\"payment\",\"kind\":\"hang\"}")
                .post("/faults")
                .then()
                .statusCode(403);
        given().header("Origin", "http://evil.example").delete("/faults").then().statusCode(403);
        given().get("/faults").then().body("faults", hasSize(0));
    }

    @Test
    void unknownFault_isNotFound_andOddIdsAreRefused() {
        given().delete("/faults/protected/payment/a%2Fb").then().statusCode(400);
        given().delete("/faults/left/payment/f-1").then().statusCode(400);
    }

    private static io.restassured.response.ValidatableResponse start(String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .post("/faults")
                .then()
                .statusCode(status);
    }
}
