package org.acme.workshop.body;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.acme.chassis.problem.Problem;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class BodyRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-own"})
    void packedBody_isRefused_howeverItIsPacked(String encoding) {
        given().contentType("application/json")
                .header("Content-Encoding", encoding)
                .body("{\"arrivalsPerSecond\":0}")
                .put("/api/traffic")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:problem:workshop:unsupported-content-encoding"));
    }

    @Test
    void plainBody_passes() {
        given().contentType("application/json")
                .body("{}")
                .put("/api/traffic")
                .then()
                .statusCode(200);
    }
}
