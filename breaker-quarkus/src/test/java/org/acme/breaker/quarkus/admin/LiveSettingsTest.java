package org.acme.breaker.quarkus.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Mode;
import org.acme.breaker.quarkus.TestShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LiveSettingsTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;

    @AfterEach
    void asConfigured() {
        patch(
                """
                {"minimum-calls":null,"failure-rate-threshold":null,"mode":null,"window":null,
                 "ramp.percents":null,"open-wait":null,"retry.max-attempts":null,
                 "bulkhead.max-concurrent":null}
                """);
        registry.resetAll();
    }

    private static ValidatableResponse patch(String body) {
        return given().contentType(ContentType.JSON).body(body).patch("/breakers/payment").then();
    }

    private CircuitBreaker payment() {
        return shop.payment().breaker().orElseThrow();
    }

    @Test
    void change_appliesAtOnce_andKeepsStateWindowAndRules() {
        payment().call(() -> "broken");

        patch("{\"failure-rate-threshold\":60.5,\"minimum-calls\":\"7\",\"mode\":\"dry-run\"}")
                .statusCode(200)
                .body("settings.'failure-rate-threshold'", equalTo(60.5f))
                .body("settings.'minimum-calls'", equalTo(7))
                .body("settings.mode", equalTo("dry-run"))
                .body("windowCalls", equalTo(1));

        assertThat(payment().config().mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(payment().config().classifier().ofResult("broken"))
                .isEqualTo(org.acme.breaker.Classification.FAILURE);
    }

    @Test
    void laterChange_keepsEarlierOnes_andNullTakesOneBack() {
        patch("{\"minimum-calls\":7}").statusCode(200);
        patch("{\"ramp.percents\":[10,50],\"open-wait\":\"2s\"}").statusCode(200);
        assertThat(payment().config().minimumCalls()).isEqualTo(7);
        assertThat(payment().config().ramp()).isNotNull();

        patch("{\"minimum-calls\":null}").statusCode(200);
        assertThat(payment().config().minimumCalls()).isEqualTo(4);
        assertThat(payment().config().ramp()).isNotNull();
    }

    @Test
    void retryAndBulkhead_areChangedTogetherWithTheBreaker() {
        patch("{\"retry.max-attempts\":3,\"bulkhead.max-concurrent\":2,\"minimum-calls\":7}")
                .statusCode(200)
                .body("settings.'retry.max-attempts'", equalTo(3))
                .body("settings.'bulkhead.max-concurrent'", equalTo(2));
        assertThat(shop.payment().retry().orElseThrow().config().maxAttempts()).isEqualTo(3);
        assertThat(shop.payment().bulkhead().orElseThrow().maxConcurrent()).isEqualTo(2);

        patch("{\"retry.max-attempts\":null,\"bulkhead.max-concurrent\":null}")
                .statusCode(200)
                .body("settings.'minimum-calls'", equalTo(7))
                .body("settings.'bulkhead.max-concurrent'", equalTo(8));
    }

    @Test
    void noPlaceAndNoAttempt_areRefused_andNothingIsChanged() {
        patch("{\"retry.max-attempts\":0,\"bulkhead.max-concurrent\":0,\"minimum-calls\":7}")
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder("retry.max-attempts", "bulkhead.max-concurrent"));
        assertThat(payment().config().minimumCalls()).isEqualTo(4);
        assertThat(shop.payment().bulkhead().orElseThrow().maxConcurrent()).isEqualTo(8);
    }

    @Test
    void wrongSettings_areAllNamed_andNothingIsChanged() {
        patch("{\"minimum-calls\":0,\"failure-rate-threshold\":101,\"open-wait\":\"9s\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem:breaker:invalid-settings"))
                .body("errors", hasSize(2))
                .body(
                        "errors.find { it.field == 'minimum-calls' }.message",
                        containsString("must be at least 1, but is 0"));
        assertThat(payment().config().openWait()).hasToString("PT5S");
    }

    @Test
    void unreadableValue_isNamed() {
        patch("{\"minimum-calls\":\"many\",\"mode\":\"sometimes\",\"open-wait\":\"5 parsecs\"}")
                .statusCode(400)
                .body("errors", hasSize(3))
                .body("errors.find { it.field == 'mode' }.message", containsString("enforced"));
    }

    @Test
    void unknownSetting_isRefusedWithTheNearestRightOne() {
        patch("{\"minimum-call\":null}")
                .statusCode(400)
                .body("errors[0].message", containsString("did you mean minimum-calls?"));
        patch("{\"retry.backoff\":\"1s\"}")
                .statusCode(400)
                .body("errors[0].message", containsString("cannot be changed"));
    }

    @Test
    void wrongKeysAndWrongValues_areNamedTogether() {
        patch("{\"minimum-call\":5,\"retry.backoff\":\"1s\",\"window\":\"soon\"}")
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder("minimum-call", "retry.backoff", "window"));
    }

    @Test
    void breakerMadeInCode_keepsItsSettings() {
        CircuitBreakerConfig inCode = CircuitBreakerConfig.builder().minimumCalls(3).build();
        CircuitBreaker made = registry.breaker("made-in-code", inCode);
        try {
            given().contentType(ContentType.JSON)
                    .body("{\"minimum-calls\":7}")
                    .patch("/breakers/made-in-code")
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:problem:breaker:settings-in-code"))
                    .body("detail", containsString("breaker 'made-in-code'"));
            assertThat(made.config()).isSameAs(inCode);
        } finally {
            registry.remove("made-in-code");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "7",
                "{\"minimum-calls\":{}}",
                "{\"minimum-calls\":[]}",
                "{\"minimum-calls\":1}x",
                "{\"minimum-calls\":1,\"minimum-calls\":2}",
                "{\"a\":[[[[[[[[1]]]]]]]]}"
            })
    void anythingElse_isAProblem(String body) {
        patch(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void enormousBody_isRefused() {
        patch("{\"minimum-calls\":\"" + "1".repeat(20_000) + "\"}").statusCode(413);
    }
}
