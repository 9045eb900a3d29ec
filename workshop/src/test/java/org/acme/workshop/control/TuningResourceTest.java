package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

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
class TuningResourceTest {

    @SuppressWarnings("NullAway.Init") // injected by FakeShop
    Map<Lane, FakeLane> shop;

    @AfterEach
    void takeBack() {
        wantToken("");
        given().post("/api/tuning/payment/defaults").then().statusCode(200);
        given().post("/api/tuning/payment/reset").then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse change(String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .patch("/api/tuning/payment")
                .then()
                .statusCode(status);
    }

    @Test
    void knobsAndBreakers_comeTogether() {
        given().get("/api/tuning")
                .then()
                .statusCode(200)
                .body("knobs.key", hasItem("open-wait"))
                .body("breakers.name", hasItem("payment"));
    }

    @Test
    void change_isPassedOn_andTakenBack() {
        change("{\"failure-rate-threshold\":20,\"open-wait\":\"2s\"}", 200)
                .body("settings.'failure-rate-threshold'", equalTo(20))
                .body("settings.'open-wait'", equalTo("2s"));

        given().post("/api/tuning/payment/defaults")
                .then()
                .statusCode(200)
                .body("settings.'open-wait'", equalTo("fixed PT5S"));
    }

    private void wantToken(String token) {
        Objects.requireNonNull(shop.get(Lane.PROTECTED)).token().want(token);
    }

    @Test
    void checkoutThatWantsAToken_getsIt() {
        wantToken(FakeShop.TOKEN);
        change("{\"minimum-calls\":10}", 200);
    }

    /** A 401 would ask the browser for something that it hasn't got. */
    @Test
    void checkoutThatWantsAnotherToken_isToldApart() {
        wantToken("another");
        change("{\"minimum-calls\":10}", 502)
                .body("type", equalTo("urn:problem:workshop:no-token"))
                .body("detail", containsString("lanes.admin-token"));
        given().get("/api/tuning").then().statusCode(502);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"failure-rate-threshold\":0}|failure-rate-threshold|a number from 1 to 100",
                "{\"failure-rate-threshold\":\"50\"}|failure-rate-threshold|a number",
                "{\"minimum-calls\":2.5}|minimum-calls|a whole number from 1 to 1000",
                "{\"window\":\"1h\"}|window|a duration",
                "{\"window\":\"61s\"}|window|from 1000ms to 60000ms",
                "{\"open-wait\":5}|open-wait|a duration",
                "{\"mode\":\"off\"}|mode|one of enforced, dry-run",
                "{\"probe-timeout\":\"1s\"}|probe-timeout|can't be tuned here",
                "{}|body|at least one setting",
                "[]|body|must be a JSON object"
            })
    void wrong_namesTheSetting(String body, String field, String message) {
        change(body, 400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void everyWrongSetting_isNamedAtOnce() {
        change("{\"minimum-calls\":0,\"window\":\"soon\"}", 400).body("errors.size()", equalTo(2));
    }

    @Test
    void byHand() {
        given().post("/api/tuning/payment/force-open")
                .then()
                .statusCode(200)
                .body("state", equalTo("forced_open"));
        given().post("/api/tuning/payment/melt").then().statusCode(404);
        given().post("/api/tuning/pay%2Fment/reset").then().statusCode(400);
    }

    @Test
    void aForeignPage_mayNotTune() {
        given().header("Origin", "http://evil.example")
                .post("/api/tuning/payment/force-open")
                .then()
                .statusCode(403);
    }
}
