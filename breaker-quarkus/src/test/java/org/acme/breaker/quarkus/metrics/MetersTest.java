package org.acme.breaker.quarkus.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Permit;
import org.acme.breaker.Reason;
import org.acme.breaker.Registration;
import org.acme.breaker.RejectionReason;
import org.acme.breaker.quarkus.TestShop;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.retry.RetryOutcome;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@TestProfile(FreshStart.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetersTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;
    @Inject Pipelines pipelines;

    @Test
    @Order(1)
    void everyMeter_withEveryValueOfItsLabels_isZeroAtTheStart() {
        String scraped = scrape();

        Stream.of("payment", "inventory")
                .flatMap(name -> expectedAtStart(name).stream())
                .forEach(line -> assertThat(scraped.lines()).as(line).contains(line));
        assertThat(scraped.lines())
                .contains("fallback_total{kind=\"pending_payment\",name=\"payment\"} 0.0");
    }

    private static List<String> expectedAtStart(String name) {
        String only = "{name=\"" + name + "\"} 0.0";
        Stream<String> plain =
                Stream.of(
                        "circuit_breaker_state" + only,
                        "circuit_breaker_failure_ratio" + only,
                        "circuit_breaker_slow_call_ratio" + only,
                        "circuit_breaker_window_calls" + only,
                        "circuit_breaker_half_open_permits" + only,
                        "retry_budget_tokens" + only,
                        "bulkhead_active" + only,
                        "bulkhead_waiting" + only,
                        "bulkhead_rejected_total" + only,
                        "hedge_budget_tokens" + only,
                        "rate_limiter_rejected_total" + only,
                        "rate_limiter_waiting" + only,
                        "hedge_attempts_total{name=\"" + name + "\",outcome=\"won\"} 0.0",
                        "chaos_injected_total{kind=\"fault\",name=\"" + name + "\"} 0.0",
                        "circuit_breaker_transitions_total{from=\"closed\",name=\""
                                + name
                                + "\",to=\"open\"} 0.0");
        return Stream.of(
                        plain,
                        labelled("circuit_breaker_opened_total", name, reasons()),
                        labelled("circuit_breaker_rejected_total", name, rejections()),
                        labelled("circuit_breaker_would_reject_total", name, rejections()),
                        Arrays.stream(CallOutcome.values())
                                .map(
                                        outcome ->
                                                "circuit_breaker_calls_seconds_count{name=\""
                                                        + name
                                                        + "\",outcome=\""
                                                        + outcome.label()
                                                        + "\"} 0.0"),
                        Arrays.stream(RetryOutcome.values())
                                .map(
                                        outcome ->
                                                "retry_attempts_total{name=\""
                                                        + name
                                                        + "\",outcome=\""
                                                        + outcome.label()
                                                        + "\"} 0.0"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> labelled(String metric, String name, Stream<String> reasons) {
        return reasons.map(
                reason -> metric + "{name=\"" + name + "\",reason=\"" + reason + "\"} 0.0");
    }

    private static Stream<String> reasons() {
        return Reason.opening().stream().map(Reason::label);
    }

    private static Stream<String> rejections() {
        return Arrays.stream(RejectionReason.values()).map(RejectionReason::label);
    }

    @Test
    @Order(1)
    void limitsInForce_areThere() {
        assertThat(scrape().lines())
                .contains(
                        "circuit_breaker_failure_ratio_threshold{name=\"payment\"} 0.5",
                        "circuit_breaker_minimum_calls{name=\"payment\"} 4.0",
                        "bulkhead_max{name=\"payment\"} 8.0");
    }

    @Test
    @Order(2)
    void callsAndTransitions_areCounted() {
        CircuitBreaker payment = shop.payment().breaker().orElseThrow();
        Permit late = payment.acquire();
        for (int i = 0; i < 4; i++) {
            payment.call(() -> "broken");
        }
        late.failure();
        assertThat(registry.states()).containsEntry("payment", BreakerState.OPEN);
        assertThat(payment.tryAcquire()).isNull();

        assertThat(scrape().lines())
                .contains(
                        "circuit_breaker_state{name=\"payment\"} 1.0",
                        "circuit_breaker_failure_ratio{name=\"payment\"} 1.0",
                        "circuit_breaker_window_calls{name=\"payment\"} 4.0",
                        "circuit_breaker_opened_total{name=\"payment\",reason=\"failure_rate\"} 1.0",
                        "circuit_breaker_rejected_total{name=\"payment\",reason=\"open\"} 1.0",
                        "circuit_breaker_calls_seconds_count{name=\"payment\",outcome=\"failure\"} 4.0",
                        "circuit_breaker_calls_seconds_count{name=\"payment\",outcome=\"late_failure\"} 1.0",
                        "circuit_breaker_transitions_total{from=\"closed\",name=\"payment\",to=\"open\"} 1.0");
    }

    @Test
    @Order(3)
    void retiredBreaker_takesItsMetersAlong() {
        registry.remove("inventory");

        assertThat(scrape()).doesNotContain("name=\"inventory\"");
    }

    /** The kind of https://github.com/resilience4j/resilience4j/issues/1020, one layer up. */
    @Test
    @Order(4)
    void breakerThatIsRemovedWhileItsPipelineIsMade_leavesNoMeters() {
        Registration removing = registry.onAdded(breaker -> registry.remove("short-lived"));

        assertThat(pipelines.pipeline("short-lived").name()).isEqualTo("short-lived");

        removing.remove();
        assertThat(pipelines.find("short-lived")).isEmpty();
        assertThat(scrape()).doesNotContain("short-lived");
    }

    @Test
    @Order(5)
    void adminEndpoint_isOffUnlessSwitchedOn() {
        for (String path : List.of("/breakers", "/breakers/payment", "/breakers/events")) {
            given().get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:problem:breaker:admin-disabled"));
        }
        given().post("/breakers/payment/force-open").then().statusCode(403);
    }

    private static String scrape() {
        return given().get("/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}");
    }
}
