package org.acme.inventory.product;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ProductResourceTest {

    @Inject Warehouse warehouse;

    @Test
    void products_afterTheFirstStart_areADozenWithPriceAndStock() {
        get("/products")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("sku", hasItems("TEA-001", "TEA-008", "POT-001", "CUP-001", "TIN-001"))
                .body("find { it.sku == 'TEA-001' }.name", matchesPattern("Assam.*"))
                .body("find { it.sku == 'TEA-001' }.priceMinor", equalTo(590))
                .body("find { it.sku == 'TEA-001' }.currency", equalTo("EUR"))
                .body("find { it.sku == 'TEA-001' }.available", equalTo(1000));
    }

    @Test
    void product_thatExists_isShown() {
        get("/products/POT-001")
                .then()
                .statusCode(200)
                .body("sku", equalTo("POT-001"))
                .body("priceMinor", equalTo(4900));
    }

    @Test
    void availability_ofAProduct_saysHowManyAndAsOfWhen() {
        String sku = warehouse.product(17);

        get("/products/" + sku + "/availability")
                .then()
                .statusCode(200)
                .body("sku", equalTo(sku))
                .body("available", equalTo(17))
                .body("asOf", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TEA-999", "x", "tea-001", "TEA-001%00", "';DROP TABLE stock;--", "%F0"})
    void product_thatDoesNotExist_is404(String sku) {
        given().urlEncodingEnabled(false)
                .when()
                .get("/products/" + sku.replace(" ", "%20").replace(";", "%3B"))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:inventory:unknown-product"));
    }
}
