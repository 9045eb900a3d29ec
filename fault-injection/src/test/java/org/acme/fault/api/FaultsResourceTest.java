package org.acme.fault.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.wire.FaultRoute;
import org.acme.fault.wire.FaultsCleanUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class FaultsResourceTest {

    @Test
    void start_answersWhereItIs() {
        ValidatableResponse started =
                post("{\"kind\":\"latency\",\"delay\":\"3s\",\"duration\":\"1m\"}").statusCode(201);
        String id = started.extract().path("id");

        started.header("Location", endsWith("/faults/" + id))
                .body("kind", equalTo("latency"))
                .body("delay", equalTo("3s"))
                .body("matched", equalTo(0));
        given().get("/faults/" + id).then().statusCode(200).body("id", equalTo(id));
        given().get("/faults").then().statusCode(200).body("id", equalTo(java.util.List.of(id)));
    }

    @Test
    void end_thenIsUnknown() {
        String id = post("{\"kind\":\"reset\"}").statusCode(201).extract().path("id");

        given().delete("/faults/" + id).then().statusCode(204);

        given().get("/faults/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:problem:fault:unknown-fault"));
        given().delete("/faults/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void start_wrongFields_isAProblemThatNamesThem() {
        post("{\"kind\":\"latency\",\"delay\":\"3 parsecs\",\"probabilty\":1}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:fault:invalid-fault"))
                .body("status", equalTo(400))
                .body("errors.field", containsInAnyOrder("delay", "probabilty"))
                .body("errors[0].message", containsString("500ms"));
        given().get("/faults").then().body("", hasSize(0));
    }

    @Test
    void start_emptyBody_isAProblem() {
        given().contentType("application/json")
                .post("/faults")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("body"));
    }

    @Test
    void start_otherContentType_isRefused() {
        given().contentType("text/plain")
                .body("{\"kind\":\"reset\"}")
                .post("/faults")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void whatWatches_isNeverFaulted() {
        post("{\"kind\":\"error\",\"status\":500}").statusCode(201);

        given().get("/echo").then().statusCode(500);
        given().get("/faults").then().statusCode(200);
        given().get("/metrics").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/echo/../faults").then().statusCode(200);
    }

    @Test
    void isNeverFaulted_isDecidedByWholeSegments() {
        assertThat(FaultRoute.isNeverFaulted("/faults/7")).isTrue();
        assertThat(FaultRoute.isNeverFaulted("/q/health/ready")).isTrue();
        for (String path :
                List.of(
                        "/audit",
                        "/breakers/payment/open",
                        "/capacity",
                        "/deliveries/policy",
                        "/habits")) {
            assertThat(FaultRoute.isNeverFaulted(path)).as(path).isTrue();
        }
        assertThat(FaultRoute.isNeverFaulted("/faultsy")).isFalse();
        assertThat(FaultRoute.isNeverFaulted("/auditors")).isFalse();
        assertThat(FaultRoute.isNeverFaulted("/quotes")).isFalse();
        assertThat(FaultRoute.isNeverFaulted("/")).isFalse();
    }

    @Test
    void metrics_countActiveAndApplied_andExistForEveryKind() {
        post("{\"kind\":\"error\",\"status\":500}").statusCode(201);
        given().get("/echo").then().statusCode(500);

        String metrics = given().get("/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains("fault_active{kind=\"error\",} 1.0")
                .contains("fault_parked 0.0");
        for (FaultKind kind : FaultKind.values()) {
            assertThat(metrics).contains("fault_applied_total{kind=\"" + kind.id() + "\",}");
        }
    }

    private static ValidatableResponse post(String fault) {
        return given().contentType("application/json").body(fault).post("/faults").then();
    }
}
