package org.acme.fault.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FaultsDisabledTest.Off.class)
class FaultsDisabledTest {

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("faults.enabled", "false");
        }
    }

    @Test
    void faults_off_sayHowToSwitchThemOn() {
        given().contentType("application/json")
                .body("{\"kind\":\"reset\"}")
                .post("/faults")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:fault:faults-disabled"))
                .body("detail", containsString("FAULTS_ENABLED=true"));
        given().get("/faults").then().statusCode(403);
        given().delete("/faults").then().statusCode(403);
        given().get("/echo").then().statusCode(200);
    }

    @Test
    void metrics_off_stillExist() {
        given().get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("fault_active{kind=\"hang\",} 0.0"));
    }
}
