package org.acme.inventory.delivery;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Together;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeliveriesTest {

    @Inject Warehouse warehouse;
    @Inject Deliveries deliveries;
    @Inject Restocker restocker;
    @Inject MeterRegistry meters;

    @AfterEach
    void resume() {
        deliveries.resume();
    }

    @Test
    void productBelowTheMark_getsADelivery() {
        String low = warehouse.product(299);
        String enough = warehouse.product(300);

        restocker.restock();

        assertThat(warehouse.stock(low)).isEqualTo(1299);
        assertThat(warehouse.delivered(low)).isEqualTo(1299);
        assertThat(warehouse.stock(enough)).isEqualTo(300);
        assertThat(warehouse.unbalanced()).isZero();
    }

    @Test
    void replicasAtTheSameMoment_deliverOnce() throws Exception {
        String low = warehouse.product(1);

        List<Boolean> delivered =
                Together.run(Collections.nCopies(8, () -> deliveries.deliver(low, 300, 1000)));

        assertThat(delivered).containsOnlyOnce(true);
        assertThat(warehouse.stock(low)).isEqualTo(1001);
    }

    @Test
    void stockGauge_showsTheLastLook() {
        String sku = warehouse.product(450);

        restocker.restock();

        double shown = meters.get("inventory.stock.available").tag("sku", sku).gauge().value();
        assertThat(shown).isEqualTo(450);
    }

    @Test
    void pause_stopsDeliveriesUntilTheyAreResumed() {
        String low = warehouse.product(1);
        put("{\"enabled\":false,\"duration\":\"60s\"}")
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("pausedUntil", notNullValue());

        restocker.restock();
        assertThat(warehouse.stock(low)).isEqualTo(1);

        put("{\"enabled\":true}").statusCode(200).body("enabled", equalTo(true));
        restocker.restock();
        assertThat(warehouse.stock(low)).isEqualTo(1001);
    }

    @Test
    void policy_isShown() {
        get("/deliveries/policy")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("lowWaterMark", equalTo(300))
                .body("quantity", equalTo(1000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | enabled  | is missing",
                "{\"enabled\":false}                    | duration | is missing",
                "{\"enabled\":\"no\"}                   | enabled  | true or false",
                "{\"enabled\":true,\"duration\":\"1s\"} | duration | for a pause",
                "{\"enabled\":false,\"duration\":\"1\"} | duration | must be like",
                "{\"enabled\":false,\"duration\":\"0s\"}| duration | above 0",
                "{\"enabled\":false,\"duration\":\"2h\"}| duration | at most 1h",
                "{\"enabled\":false,\"for\":\"2h\"}     | for      | allowed: duration, enabled",
            })
    void wrongPolicy_isNamed(String body, String field, String message) {
        put(body)
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    private static io.restassured.response.ValidatableResponse put(String body) {
        return given().contentType("application/json").body(body).put("/deliveries/policy").then();
    }
}
