package org.acme.inventory.reservation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReservationResourceTest {

    @Inject Warehouse warehouse;

    private final UUID order = UUID.randomUUID();
    private String tea = "";
    private String pot = "";

    @BeforeEach
    void someProducts() {
        tea = warehouse.product(10);
        pot = warehouse.product(5);
    }

    @Test
    void reserve_enoughStock_holdsAllLines() {
        reserve(order, items(tea, 3, pot, 2))
                .statusCode(201)
                .body("orderId", equalTo(order.toString()))
                .body("state", equalTo("held"))
                .body("items", hasSize(2));

        assertThat(warehouse.stock(tea)).isEqualTo(7);
        assertThat(warehouse.stock(pot)).isEqualTo(3);
        assertThat(warehouse.unbalanced()).isZero();
    }

    @Test
    void reserve_theSameAgain_isHeldOnce() {
        reserve(order, items(tea, 3, pot, 2)).statusCode(201);

        reserve(order, items(pot, 2, tea, 3)).statusCode(200).body("state", equalTo("held"));

        assertThat(warehouse.stock(tea)).isEqualTo(7);
    }

    @Test
    void reserve_otherItemsForTheSameOrder_isRefused() {
        reserve(order, items(tea, 3)).statusCode(201);

        reserve(order, items(tea, 4))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:inventory:reservation-differs"))
                .body("reservation.items[0].quantity", equalTo(3));

        assertThat(warehouse.held(tea)).isEqualTo(3);
    }

    @Test
    void reserve_oneProductShort_holdsNothingAndNamesIt() {
        reserve(order, items(tea, 3, pot, 6))
                .statusCode(409)
                .body("type", equalTo("urn:problem:inventory:not-enough-stock"))
                .body("shortages", hasSize(1))
                .body("shortages[0].sku", equalTo(pot))
                .body("shortages[0].wanted", equalTo(6))
                .body("shortages[0].available", equalTo(5))
                .body("detail", equalTo(pot + ": 6 wanted, 5 available"));

        assertThat(warehouse.stock(tea)).isEqualTo(10);
        assertThat(warehouse.rows(order)).isZero();
    }

    @Test
    void reserve_refusedBefore_mayBeTriedAgain() {
        reserve(order, items(pot, 6)).statusCode(409);

        reserve(order, items(pot, 5)).statusCode(201);
    }

    @Test
    void reserve_afterTheRelease_isRefusedForEver() {
        reserve(order, items(tea, 3)).statusCode(201);
        release(order).statusCode(200);

        reserve(order, items(tea, 3))
                .statusCode(409)
                .body("type", equalTo("urn:problem:inventory:reservation-released"));

        assertThat(warehouse.stock(tea)).isEqualTo(10);
    }

    @Test
    void reserve_arrivingAfterItsRelease_meetsTheTombstone() {
        release(order).statusCode(200);

        reserve(order, items(tea, 3))
                .statusCode(409)
                .body("type", equalTo("urn:problem:inventory:reservation-released"))
                .body("reservation.items", empty());

        assertThat(warehouse.stock(tea)).isEqualTo(10);
    }

    @Test
    void release_repeated_restoresTheStockOnce() {
        reserve(order, items(tea, 3, pot, 2)).statusCode(201);

        release(order)
                .statusCode(200)
                .body("orderId", equalTo(order.toString()))
                .body("state", equalTo("released"));
        release(order).statusCode(200).body("orderId", equalTo(order.toString()));

        assertThat(warehouse.stock(tea)).isEqualTo(10);
        assertThat(warehouse.stock(pot)).isEqualTo(5);
        assertThat(warehouse.unbalanced()).isZero();
    }

    @Test
    void reservation_isShownAsItStands() {
        given().get("/reservations/{id}", order)
                .then()
                .statusCode(404)
                .body("detail", containsString(order.toString()));

        reserve(order, items(tea, 3)).statusCode(201);
        given().get("/reservations/{id}", order)
                .then()
                .statusCode(200)
                .body("state", equalTo("held"))
                .body("items[0].sku", equalTo(tea));

        release(order).statusCode(200);
        given().get("/reservations/{id}", order)
                .then()
                .statusCode(200)
                .body("state", equalTo("released"));
    }

    private static ValidatableResponse reserve(UUID order, String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .put("/reservations/{id}", order)
                .then();
    }

    private static ValidatableResponse release(UUID order) {
        return given().when().delete("/reservations/{id}", order).then();
    }

    private static String items(String sku, int quantity) {
        return "{\"items\":[" + item(sku, quantity) + "]}";
    }

    private static String items(String sku, int quantity, String sku2, int quantity2) {
        return "{\"items\":[" + item(sku, quantity) + "," + item(sku2, quantity2) + "]}";
    }

    private static String item(String sku, int quantity) {
        return "{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}";
    }
}
