package org.acme.gateway.capacity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import org.acme.gateway.Gateway;
import org.acme.gateway.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class ArrivalsTest {

    @Inject MeterRegistry meters;

    @AfterEach
    void endFaults() {
        given().delete("/faults").then().statusCode(204);
    }

    @Test
    void chargeThatAFaultAnswers_hasArrivedHereButNotAtTheBank() {
        given().contentType("application/json")
                .body(
                        """
                        {"kind":"error","status":503,"match":{"path":"/charges"},"duration":"30s"}""")
                .post("/faults")
                .then()
                .statusCode(201);
        double arrivals = count("gateway.arrivals");
        double atTheBank = count("bank.arrivals");

        Gateway.charge(Gateway.unique(), Gateway.unique(), "tok_ok").statusCode(503);

        assertThat(count("gateway.arrivals")).isEqualTo(arrivals + 1);
        assertThat(count("bank.arrivals")).isEqualTo(atTheBank);
    }

    @Test
    void otherRequests_areNoArrivals() {
        double arrivals = count("gateway.arrivals");

        Gateway.list(Gateway.unique()).statusCode(200);
        Gateway.voidOrder(Gateway.unique()).statusCode(200);

        assertThat(count("gateway.arrivals")).isEqualTo(arrivals);
    }

    private double count(String meter) {
        return meters.get(meter).functionCounter().count();
    }
}
