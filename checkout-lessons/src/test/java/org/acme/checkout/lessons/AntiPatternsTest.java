package org.acme.checkout.lessons;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.breaker.BreakerState;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AntiPatternsTest.LessonsOn.class)
@QuarkusTestResource(Neighbours.class)
class AntiPatternsTest extends Shop {

    /** Lessons are on; settlement is off, so that only the tests' own calls count. */
    public static class LessonsOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "checkout.habits.enabled", "true",
                    "checkout.settlement.enabled", "false",
                    "breaker.default.minimum-calls", "4",
                    "breaker.default.open-wait", "1h",
                    "breaker.default.window", "1h");
        }
    }

    @AfterEach
    void giveUp() {
        given().delete("/habits").then().statusCode(204);
    }

    @Test
    void oneBreakerForAll_aSickPaymentBlocksInventory() {
        take("\"oneBreakerForAll\":true");
        gateway.manner(Manner.FAIL);

        for (int i = 0; i < 5; i++) {
            place(key(), order("TEA-001", 1, "tok_ok"));
        }

        assertThat(breakers.find("all").orElseThrow().state()).isEqualTo(BreakerState.OPEN);
        assertThat(pipelines.breaker("inventory").state()).isEqualTo(BreakerState.CLOSED);
        given().get("/products/TEA-001")
                .then()
                .statusCode(200)
                .body("inventory.source", equalTo("cache"));
        given().delete("/habits").then().statusCode(204);
        given().get("/products/TEA-001")
                .then()
                .statusCode(200)
                .body("inventory.source", equalTo("live"));
        assertThat(breakers.find("all")).isEmpty();
    }

    @Test
    void onlyTimeoutsCount_errorsNeverOpenTheBreaker() {
        take("\"onlyTimeoutsCount\":true");
        gateway.manner(Manner.FAIL);

        for (int i = 0; i < 10; i++) {
            place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(202);
        }

        assertThat(pipelines.breaker("payment").state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void retryInsideBreaker_theBreakerSeesOneFailureInsteadOfTwo() {
        take("\"retryInsideBreaker\":true");
        gateway.manner(Manner.FAIL);

        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(202);
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(202);

        assertThat(pipelines.breaker("payment").state()).isEqualTo(BreakerState.CLOSED);
        assertThat(pipelines.breaker("payment").snapshot().counts().calls()).isEqualTo(2);
    }

    @Test
    void habits_areSeenInTheMetrics_untilTheyAreGivenUp() {
        take("\"retryInsideBreaker\":true,\"hastyTimeoutMillis\":250");
        assertThat(inForce())
                .containsExactlyInAnyOrder(
                        "habit_active{kind=\"retry_inside_breaker\"} 1.0",
                        "habit_active{kind=\"hasty_timeout\"} 1.0");

        given().delete("/habits").then().statusCode(204);
        assertThat(inForce()).isEmpty();
        assertThat(scraped()).contains("habit_active{kind=\"hasty_retries\"} 0.0");
    }

    private static List<String> inForce() {
        return scraped()
                .filter(line -> line.startsWith("habit_active{") && !line.endsWith(" 0.0"))
                .toList();
    }

    private static Stream<String> scraped() {
        return given().get("/metrics").asString().replace(",}", "}").lines();
    }

    @Test
    void nothingSwitchedOn_theServiceIsCheckoutService() {
        given().get("/q/openapi?format=json").then().body("info.title", equalTo("Checkout"));
        place(key(), order("TEA-001", 1, "tok_ok"))
                .then()
                .statusCode(201)
                .body("status", equalTo("CONFIRMED"));
    }

    @Test
    void noFallback_theBuyerGetsTheError() {
        take("\"noFallback\":true");
        gateway.manner(Manner.FAIL);

        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(502);
    }

    @Test
    void withoutBreaker_noFailureIsRecorded_andTheFallbackStillAnswers() {
        take("\"without\":[\"breaker\",\"retry\"]");
        gateway.manner(Manner.FAIL);

        for (int i = 0; i < 10; i++) {
            place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(202);
        }

        assertThat(pipelines.breaker("payment").state()).isEqualTo(BreakerState.CLOSED);
        assertThat(pipelines.breaker("payment").snapshot().counts().calls()).isZero();
        given().get("/habits").then().body("without", hasItem("breaker"));
    }

    @Test
    void withoutAnyPart_theBuyerGetsTheError_andAHealthyGatewayIsPaid() {
        take("\"without\":[\"timeout\",\"bulkhead\",\"retry\",\"breaker\",\"fallback\"]");
        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(201);
        gateway.manner(Manner.FAIL);

        place(key(), order("TEA-001", 1, "tok_ok")).then().statusCode(502);
    }

    @Test
    void unknownPart_isRefused() {
        given().contentType("application/json")
                .body("{\"without\":[\"shield\"]}")
                .put("/habits")
                .then()
                .statusCode(400);
    }

    @Test
    void wrongFields_areNamed() {
        given().contentType("application/json")
                .body("{\"noFallback\":1,\"hastyRetries\":11,\"colour\":\"red\"}")
                .put("/habits")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("noFallback"))
                .body("errors.field", hasItem("hastyRetries"))
                .body("errors.field", hasItem("colour"));
        given().get("/habits").then().body("noFallback", equalTo(false));
    }

    @Test
    void doubledField_isRefused() {
        given().contentType("application/json")
                .body("{\"hastyRetries\":1,\"hastyRetries\":2}")
                .put("/habits")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("body"));
    }

    private static void take(String habit) {
        given().contentType("application/json")
                .body("{" + habit + ",\"seconds\":600}")
                .put("/habits")
                .then()
                .statusCode(200);
    }
}
