package org.acme.checkout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.acme.checkout.testing.Neighbours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own endpoints, and those that come with the breakers. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class OpenApiTest {

    @Test
    void document_hasEveryEndpoint() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/checkouts",
                                "/orders",
                                "/orders/{orderId}",
                                "/products",
                                "/products/{sku}",
                                "/audit",
                                "/metrics",
                                "/breakers",
                                "/breakers/reset",
                                "/breakers/events",
                                "/breakers/{name}",
                                "/breakers/{name}/{action}"))
                .body("paths.'/breakers/{name}'", hasKey("patch"))
                .body("paths.'/breakers/{name}/{action}'.post.responses", hasKey("409"));
    }

    @Test
    void swaggerUi_isThere() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    /** A page of another site can't lay it under its own buttons. */
    @ParameterizedTest
    @ValueSource(strings = {"/q/swagger-ui/", "/q/openapi", "/metrics"})
    void nothing_mayBeFramed_orGuessedAt(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }
}
