package org.acme.breaker.microprofile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With breaker-quarkus beside it, an annotated breaker is looked at and operated like any other.
 */
@QuarkusTest
class OperationsTest {

    private static final String UNNAMED = "org.acme.breaker.microprofile.Shop.withFallback";

    @Inject Shop shop;
    @Inject CircuitBreakerRegistry registry;

    @BeforeEach
    @AfterEach
    void anew() {
        registry.resetAll();
    }

    @Test
    void breakers_areListed_withTheSettingsOfTheirAnnotation() {
        given().get("/breakers")
                .then()
                .statusCode(200)
                .body("name", hasItems("payment", UNNAMED))
                .body("find { it.name == 'payment' }.settings.'minimum-calls'", equalTo(2));
        given().get("/breakers/" + UNNAMED).then().statusCode(200);
    }

    @Test
    void opened_isSeenInTheDocumentAndInMetrics() {
        assertThatThrownBy(shop::breaking).isInstanceOf(IOException.class);
        assertThatThrownBy(shop::breaking).isInstanceOf(IOException.class);
        assertThatThrownBy(shop::breaking).isInstanceOf(CircuitBreakerOpenException.class);

        given().get("/breakers/payment")
                .then()
                .body("state", equalTo("open"))
                .body("reason", equalTo("failure_rate"));
        assertThat(given().get("/metrics").asString().replace(",}", "}").lines())
                .contains(
                        "circuit_breaker_state{name=\"payment\"} 1.0",
                        "circuit_breaker_state{name=\"" + UNNAMED + "\"} 0.0");
    }

    @Test
    void operator_forcesItOpen_andClosesItAgain() {
        given().post("/breakers/payment/force-open").then().statusCode(200);
        assertThatThrownBy(shop::breaking).isInstanceOf(CircuitBreakerOpenException.class);

        given().post("/breakers/payment/reset").then().statusCode(200);
        assertThatThrownBy(shop::breaking).isInstanceOf(IOException.class);
    }

    @Test
    void settings_areTheAnnotations_andStaySo() {
        CircuitBreakerConfig before = registry.breaker("payment").config();

        given().contentType(ContentType.JSON)
                .body("{\"minimum-calls\":7}")
                .patch("/breakers/payment")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:breaker:settings-in-code"))
                .body("detail", not(equalTo("")));

        assertThat(registry.breaker("payment").config()).isSameAs(before);
    }
}
