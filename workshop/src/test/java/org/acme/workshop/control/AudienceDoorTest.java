package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class AudienceDoorTest {

    private final AudienceDoor door;

    @Inject
    AudienceDoorTest(AudienceDoor door) {
        this.door = door;
    }

    private RequestSpecification audience() {
        return given().baseUri("http://127.0.0.1").port(door.port()).redirects().follow(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audience",
                "/api/lanes",
                "/api/history",
                "/room/lane.js",
                "/room/kinds.json"
            })
    void whoComesByTheDoor_mayLook(String path) {
        audience().get(path).then().statusCode(200);
    }

    @Test
    void theDoorsOwnAddress_leadsToThePage() {
        audience().get("/").then().statusCode(302).header("Location", equalTo("/audience"));
        audience().get("/audience").then().body(containsString("<title>Watching"));
        given().get("/audience").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/faults",
                "/api/traffic",
                "/api/tuning",
                "/api/scenarios",
                "/api/audit",
                "/metrics",
                "/q/swagger-ui",
                "/index.html",
                "/room/../index.html",
                "//faults"
            })
    void nothingElseIsThere(String path) {
        audience().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void nobodyChangesAnything() {
        String hang = "{\"service\":\"payment\",\"kind\":\"hang\"}";
        audience()
                .contentType("application/json")
                .body(hang)
                .post("/faults")
                .then()
                .statusCode(404);
        audience().delete("/faults").then().statusCode(404);
        audience().post("/api/tuning/payment/force-open").then().statusCode(404);
        assertThat(AudienceDoor.mayPass(HttpMethod.PUT, "/api/lanes")).isFalse();
        assertThat(AudienceDoor.mayPass(HttpMethod.GET, null)).isFalse();
        given().get("/faults").then().body("faults.size()", equalTo(0));
    }

    @Test
    void pagesMayRunOnlyTheirOwnScripts() {
        given().get("/")
                .then()
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }
}
