package org.acme.breaker.quarkus.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.TestShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose neighbour is sick is healthy: taken out of service, it would help nobody. */
@QuarkusTest
class BreakersHealthTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;

    @AfterEach
    void reset() {
        registry.resetAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "live", "started"})
    void openBreaker_isNoReasonToTakeTheServiceOut(String check) {
        shop.inventory().forceOpen();

        given().get("/q/health/" + check)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", not(hasItem("breakers")));
    }

    @Test
    void openBreaker_isDataInAGroupOfItsOwn() {
        shop.inventory().forceOpen();

        given().get("/q/health/group/breakers")
                .then()
                .statusCode(200)
                .body("checks[0].status", equalTo("UP"))
                .body("checks[0].data.inventory", equalTo("forced_open"))
                .body("checks[0].data.payment", equalTo("closed"));
    }
}
