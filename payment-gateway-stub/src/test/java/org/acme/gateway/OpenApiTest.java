package org.acme.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class OpenApiTest {

    @Test
    void document_hasEveryEndpoint() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/charges"))
                .body("paths", hasKey("/charges/{chargeId}"))
                .body("paths", hasKey("/charges/by-order/{orderId}/void"))
                .body("paths", hasKey("/audit"))
                .body("paths", hasKey("/faults"))
                .body("paths", hasKey("/metrics"));
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
