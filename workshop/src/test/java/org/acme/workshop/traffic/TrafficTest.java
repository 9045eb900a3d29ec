package org.acme.workshop.traffic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.acme.workshop.Ticker;
import org.acme.workshop.fake.FakeLane;
import org.acme.workshop.fake.FakeShop;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic.Rate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class TrafficTest {

    private static final String HANG =
            "{\"service\":\"payment\",\"lane\":\"unprotected\",\"kind\":\"hang\","
                    + "\"duration\":\"60000ms\"}";

    @Inject Traffic traffic;
    @Inject Ticker ticker;

    @SuppressWarnings("NullAway.Init") // injected by FakeShop
    Map<Lane, FakeLane> shop;

    @AfterEach
    void calm() {
        traffic.change(new Rate(0, 0.5));
        given().delete("/faults").then().statusCode(200);
    }

    @Test
    void whenNobodyAnswers_usersKeepComing_leaveAfterTheirPatience_andCloseTheConnection() {
        given().contentType("application/json").body(HANG).post("/faults").then().statusCode(201);
        long from = ticker.nanos();
        traffic.change(new Rate(100, 0.5));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> latency(Lane.UNPROTECTED, from).count(Outcome.TIMEOUT) >= 60);
        traffic.change(new Rate(0, 0.5));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> latency(Lane.UNPROTECTED, from).open() == 0);

        LatencySummary there = latency(Lane.UNPROTECTED, from);
        LatencySummary here = latency(Lane.PROTECTED, from);
        assertThat(there.count(Outcome.TIMEOUT)).isEqualTo(there.arrivals());
        assertThat(there.percentileMillis(1)).isBetween(2_900.0, 10_000.0);
        assertThat(here.arrivals()).isEqualTo(there.arrivals());
        assertThat(here.answered()).isEqualTo(here.arrivals());
        assertThat(traffic.dropped()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lane(Lane.UNPROTECTED).openConnections() <= 16); // those that watch
    }

    @Test
    void theRateIsChangedWhileRunning() {
        long from = ticker.nanos();
        given().contentType("application/json")
                .body("{\"arrivalsPerSecond\":200,\"checkoutShare\":0}")
                .put("/api/traffic")
                .then()
                .statusCode(200)
                .body("checkoutShare", equalTo(0.0f));

        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                traffic.lane(Lane.PROTECTED)
                                                .samples(Operation.PRODUCTS)
                                                .arrivedBetween(from, ticker.nanos())
                                                .count(Outcome.OK)
                                        >= 100);

        given().get("/api/lanes").then().body("traffic.state", equalTo("running"));
        given().get("/metrics")
                .then()
                .body(
                        containsString(
                                "traffic_requests_total{lane=\"protected\","
                                        + "operation=\"products\",outcome=\"ok\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"arrivalsPerSecond\":-1}|arrivalsPerSecond",
                "{\"arrivalsPerSecond\":1e9}|arrivalsPerSecond",
                "{\"arrivalsPerSecond\":\"12\"}|arrivalsPerSecond",
                "{\"checkoutShare\":1.5}|checkoutShare",
                "{\"rate\":1}|rate",
                "{\"arrivalsPerSecond\":|arrivalsPerSecond",
                "[]|body"
            })
    void aRateThatMakesNoSense_isRefused(String body, String field) {
        given().contentType("application/json")
                .body(body)
                .put("/api/traffic")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    private LatencySummary latency(Lane lane, long from) {
        return traffic.lane(lane).samples(Operation.CHECKOUT).arrivedBetween(from, ticker.nanos());
    }

    private FakeLane lane(Lane lane) {
        return Objects.requireNonNull(shop.get(lane));
    }
}
