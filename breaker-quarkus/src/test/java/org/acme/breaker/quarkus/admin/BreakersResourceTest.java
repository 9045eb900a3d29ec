package org.acme.breaker.quarkus.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.TestShop;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BreakersResourceTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;
    @Inject Pipelines pipelines;

    @BeforeEach
    void reset() {
        registry.resetAll();
    }

    @Test
    void all_sayStateAndNumbers() {
        given().get("/breakers")
                .then()
                .statusCode(200)
                .body("name", hasItems("inventory", "payment"))
                .body("find { it.name == 'payment' }.state", equalTo("closed"))
                .body("find { it.name == 'payment' }.nextProbeSeconds", nullValue())
                .body("find { it.name == 'payment' }.settings.'minimum-calls'", equalTo(4));
    }

    @Test
    void opened_saysWhyInNumbers() {
        for (int i = 0; i < 4; i++) {
            shop.payment().breaker().orElseThrow().call(() -> "broken");
        }

        given().get("/breakers/payment")
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("reason", equalTo("failure_rate"))
                .body("why", containsString("4 of 4 calls failed (100.0 %)"))
                .body("failurePercent", equalTo(100.0f))
                .body("events[-1].from", equalTo("closed"))
                .body("events[-1].to", equalTo("open"));
    }

    @Test
    void actions_change_theState() {
        given().post("/breakers/payment/force-open")
                .then()
                .statusCode(200)
                .body("state", equalTo("forced_open"));
        given().post("/breakers/payment/disable").then().body("state", equalTo("disabled"));
        given().post("/breakers/payment/close").then().body("state", equalTo("closed"));
        given().post("/breakers/payment/force-open").then().statusCode(200);

        given().post("/breakers/reset").then().statusCode(200);
        Assertions.assertThat(registry.states()).containsEntry("payment", BreakerState.CLOSED);
    }

    @Test
    void openForATime_saysHowLong_andHalfOpenCountsItsProbes() {
        given().post("/breakers/payment/open?for=90s")
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("nextProbeSeconds", greaterThan(60f));
        given().post("/breakers/payment/half-open")
                .then()
                .body("state", equalTo("half_open"))
                .body("probeSuccesses", equalTo(0))
                .body("probeFailures", equalTo(0));
        given().post("/breakers/payment/force-open?until=2999-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", containsString("at most 365 days"));
    }

    @ParameterizedTest
    @CsvSource({
        "open?for=soon, for must be a duration",
        "open?until=tomorrow, until must be an instant",
        "open?for=0s, above 0",
        "open?until=2020-01-01T00:00:00Z, above 0",
        "open?for=1s&until=2030-01-01T00:00:00Z, cannot be combined",
        "close?for=30s, takes no time"
    })
    void timeThatMakesNoSense_isRefused(String action, String says) {
        given().urlEncodingEnabled(false)
                .post("/breakers/payment/" + action)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:problem:breaker:invalid-parameter"))
                .body("detail", containsString(says));
    }

    @Test
    void nameWithColonsAndSlashes_isWrittenEncoded() {
        pipelines.breaker("http://a.example:8080");
        String path = "/breakers/http%3A%2F%2Fa.example%3A8080";

        encoded().get(path).then().statusCode(200).body("name", equalTo("http://a.example:8080"));
        encoded().post(path + "/force-open").then().body("state", equalTo("forced_open"));
        encoded()
                .contentType(ContentType.JSON)
                .body("{\"minimum-calls\":7}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("settings.'minimum-calls'", equalTo(7));
        registry.remove("http://a.example:8080");
    }

    private static RequestSpecification encoded() {
        return given().urlEncodingEnabled(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "reset"})
    void nameThatIsAlsoAWordOfTheApi_canBeReadAndOperated(String name) {
        pipelines.breaker(name);

        given().accept(ContentType.JSON)
                .get("/breakers/" + name)
                .then()
                .statusCode(200)
                .body("name", equalTo(name));
        given().post("/breakers/" + name + "/force-open")
                .then()
                .body("state", equalTo("forced_open"));
        given().contentType(ContentType.JSON)
                .body("{\"minimum-calls\":7}")
                .patch("/breakers/" + name)
                .then()
                .statusCode(200);
        registry.remove(name);
    }

    @Test
    void waitInOpen_isSaidInWords() {
        pipelines.breaker("http://b.example:80");

        given().get("/breakers")
                .then()
                .body(
                        "find { it.name == 'http://b.example:80' }.settings.'open-wait'",
                        equalTo("PT30S, longer where the dependency asks for it, up to PT1M"));
        registry.remove("http://b.example:80");
    }

    @Test
    void unknownName_isAProblemThatListsTheKnown() {
        given().post("/breakers/paymnet/reset")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:breaker:unknown-breaker"))
                .body("detail", containsString("inventory, payment"));
    }

    @Test
    void unknownAction_isAProblemThatListsTheKnown() {
        given().post("/breakers/payment/explode")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        containsString("reset, close, open, half-open, force-open, disable"));
    }

    @Test
    void anotherSitesPage_mayNotOperate() {
        given().header("Origin", "https://evil.example")
                .post("/breakers/payment/force-open")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:problem:breaker:foreign-origin"));
    }
}
