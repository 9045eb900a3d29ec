package org.acme.gateway.capacity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class CapacityResourceTest {

    @Inject MeterRegistry meters;

    @AfterEach
    void restore() {
        given().delete("/capacity").then().statusCode(204);
    }

    @Test
    void change_isInForce_untilItIsTakenBack() {
        int workers = given().get("/capacity").then().statusCode(200).extract().path("workers");

        given().contentType("application/json")
                .body(
                        """
                        {"workers":3,"queue":7,"minMillis":5,"maxMillis":9,"seconds":60}""")
                .put("/capacity")
                .then()
                .statusCode(200)
                .body("workers", equalTo(3))
                .body("queue", equalTo(7))
                .body("minMillis", equalTo(5))
                .body("maxMillis", equalTo(9));
        assertThat(gauge("bank.workers")).isEqualTo(3);
        assertThat(gauge("bank.capacity")).isEqualTo(3 * 1000 / 7.0);
        assertThat(changed()).isEqualTo(3);

        given().delete("/capacity").then().statusCode(204);
        given().get("/capacity").then().body("workers", equalTo(workers));
        assertThat(gauge("bank.workers")).isEqualTo(workers);
        assertThat(changed()).isZero();
    }

    private double gauge(String meter) {
        return meters.get(meter).gauge().value();
    }

    private double changed() {
        return meters.get("bank.changed").gauges().stream().mapToDouble(Gauge::value).sum();
    }

    @Test
    void wrongFields_areAllNamed() {
        given().contentType("application/json")
                .body("{\"workers\":0,\"minMillis\":5,\"maxMillis\":4}")
                .put("/capacity")
                .then()
                .statusCode(400)
                .body("errors", hasSize(4))
                .body("errors.field", hasItem("workers"))
                .body("errors.field", hasItem("queue"))
                .body("errors.field", hasItem("seconds"));
    }
}
