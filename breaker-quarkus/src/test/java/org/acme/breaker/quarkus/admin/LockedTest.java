package org.acme.breaker.quarkus.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.quarkus.TestShop;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With a token (and a blank at its end, as a file or a shell may leave it), and with protection
 * off.
 */
@QuarkusTest
@TestProfile(LockedTest.Locked.class)
class LockedTest {

    public static final class Locked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("breaker.admin.token", "s3cret ", "breaker.enabled", "off");
        }
    }

    @Inject TestShop shop;
    @Inject Pipelines pipelines;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3cret1", "Basic s3cret"})
    void wrongToken_isRefused(String authorization) {
        given().header("Authorization", authorization)
                .get("/breakers")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"breakers\"")
                .contentType("application/problem+json");
    }

    @Test
    void rightToken_isLetIn() {
        given().header("Authorization", "Bearer s3cret")
                .get("/breakers/payment")
                .then()
                .statusCode(200)
                .body("state", equalTo("disabled"))
                .body("why", equalTo("breaker.enabled is false: all calls run without protection"));
    }

    @Test
    void protectionThatIsOff_canNotBeSwitchedOnByTheWay() {
        given().header("Authorization", "Bearer s3cret")
                .post("/breakers/payment/reset")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:problem:breaker:protection-off"));
    }

    @Test
    void calls_passThrough_andNothingOpens() {
        for (int i = 0; i < 50; i++) {
            assertThat(shop.payment().<String, RuntimeException>call(() -> "broken"))
                    .isEqualTo("broken");
        }
    }

    @Test
    void breakerThatWasNeverOn_hasNotChanged() {
        given().get("/metrics")
                .then()
                .body(containsString("circuit_breaker_state{name=\"payment\",} 4.0"))
                .body(not(containsString("to=\"disabled\",} 1.0")));
        given().header("Authorization", "Bearer s3cret")
                .get("/breakers/payment")
                .then()
                .body("events", empty());
    }

    @Test
    void fallback_isNone() {
        Fallback<String> given = Fallback.<String>none().orElseValue("cached", "x");

        assertThat(pipelines.fallback("payment", given)).isNotSameAs(given);
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                shop.payment()
                                        .call(
                                                () -> {
                                                    throw new IllegalStateException("as it is");
                                                },
                                                pipelines.fallback("payment", given)))
                .withMessage("as it is");
    }
}
