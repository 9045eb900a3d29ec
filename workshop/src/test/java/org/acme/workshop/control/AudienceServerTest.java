package org.acme.workshop.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import org.acme.workshop.fake.FakeShop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class AudienceServerTest {

    private final AudienceServer audience;

    @Inject
    AudienceServerTest(AudienceServer audience) {
        this.audience = audience;
    }

    private RequestSpecification audience() {
        return given().baseUri("http://127.0.0.1").port(audience.port()).redirects().follow(false);
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
        audience().get("/audience").then().body(containsString("<title>Audience"));
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
        assertThat(AudienceServer.mayPass(HttpMethod.PUT, "/api/lanes")).isFalse();
        assertThat(AudienceServer.mayPass(HttpMethod.GET, null)).isFalse();
        given().get("/faults").then().body("faults.size()", equalTo(0));
    }

    /** FakeShop lets two watch; who leaves makes room. */
    @Test
    void theAudience_doesNotTakeThePresentersPlaces() throws IOException {
        try (Viewer second = Viewer.at(audience.port())) {
            try (Viewer first = Viewer.at(audience.port())) {
                assertThat(first.status()).isEqualTo(200);
                assertThat(second.status()).isEqualTo(200);
                try (Viewer third = Viewer.at(audience.port());
                        Viewer presenter = Viewer.at(RestAssured.port)) {
                    assertThat(third.status()).isEqualTo(503);
                    assertThat(presenter.status()).isEqualTo(200);
                }
            }
            await().untilAsserted(
                            () -> {
                                try (Viewer next = Viewer.at(audience.port())) {
                                    assertThat(next.status()).isEqualTo(200);
                                }
                            });
        }
    }

    /** FakeShop closes what is idle for five seconds. */
    @Test
    void whoSaysNothing_isSentAway() throws IOException {
        try (Socket silent = new Socket("127.0.0.1", audience.port())) {
            silent.setSoTimeout(60_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
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
