package org.acme.workshop.scenario.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.acme.workshop.fake.FakeLane;
import org.acme.workshop.fake.FakeShop;
import org.acme.workshop.lane.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeShop.class)
class ScenarioRunTest {

    @SuppressWarnings("NullAway.Init") // injected by FakeShop
    Map<Lane, FakeLane> shop;

    @AfterEach
    void makeWell() {
        lane(Lane.PROTECTED).chargesTwice(false);
        lane(Lane.PROTECTED).refusesEveryBuyer(false);
        lane(Lane.PROTECTED).givesUp(false);
        lane(Lane.PROTECTED).token().want("");
        lane(Lane.UNPROTECTED).refusesFaults(false);
    }

    @Test
    void aRun_goesThroughItsStepsToAVerdictInNumbers() {
        lane(Lane.PROTECTED).token().want(FakeShop.TOKEN);
        int earlier = lane(Lane.PROTECTED).arrivals().size();
        int earlierThere = lane(Lane.UNPROTECTED).arrivals().size();
        String id = start();
        given().post("/api/scenarios/short-hang/runs")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:problem:workshop:run-under-way"));
        given().contentType("application/json")
                .body("{\"arrivalsPerSecond\":1}")
                .put("/api/traffic")
                .then()
                .statusCode(409);

        JsonPath run = finished(id);

        assertThat(run.getList("expectations.findAll { it.state != 'met' }.text"))
                .as("measured: %s", run.getList("expectations.measured"))
                .isSubsetOf("protected.products.p99 <= 1ms");
        assertThat(run.getString("state")).isEqualTo("passed");
        assertThat(run.getBoolean("verdict.passed")).isTrue();
        assertThat(run.getList("steps.state")).containsOnly("done");
        assertThat(run.getDouble("steps[1].doneAt")).isBetween(1.0, 4.0);
        assertThat(run.getList("verdict.numbers.dropped", Integer.class)).containsOnly(0);
        assertThat(run.getList("verdict.breakers.state")).containsExactly("open", "closed");
        assertThat(run.getString("verdict.audit.state")).isEqualTo("hold");
        assertThat(lane(Lane.PROTECTED).faults()).isEmpty();
        given().get("/api/traffic").then().body("arrivalsPerSecond", equalTo(0.0f));
        given().get("/api/runs").then().body("id", hasItem(id));
        bothLanesGotTheSameUsers(earlier, earlierThere);
        whatTheRunChanged_isAsBefore();
        onlyBreakersHeardTheToken();
        theReportTellsIt(id);
    }

    private void whatTheRunChanged_isAsBefore() {
        List<String> asked = lane(Lane.PROTECTED).settings();

        assertThat(asked).contains("PATCH /breakers/payment {\"open-wait\":\"1000ms\"}");
        assertThat(asked.get(asked.size() - 1))
                .startsWith("PATCH /breakers/payment")
                .contains("\"open-wait\":null");
    }

    private void onlyBreakersHeardTheToken() {
        assertThat(lane(Lane.PROTECTED).token().sentTo())
                .contains("/breakers", "/breakers/reset", "/breakers/payment")
                .allMatch(path -> path.startsWith("/breakers"));
    }

    private static void theReportTellsIt(String id) {
        given().get("/api/runs/" + id + "/report.html")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("A short hang"))
                .body(containsString("<svg"))
                .body(containsString("Passed:"))
                .body(not(containsString("http")));
        given().get("/api/runs/r-1/report.html").then().statusCode(404);
    }

    /** Of earlier tests' users some may have left before they came to both. */
    private void bothLanesGotTheSameUsers(int earlier, int earlierThere) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            List<String> here = arrivals(Lane.PROTECTED, earlier);
                            List<String> there = arrivals(Lane.UNPROTECTED, earlierThere);
                            assertThat(here).hasSizeGreaterThan(200);
                            assertThat(here).containsExactlyInAnyOrderElementsOf(there);
                        });
    }

    @Test
    void booksThatDoNotBalance_failTheRun_withTheIds() {
        lane(Lane.PROTECTED).chargesTwice(true);

        JsonPath run = finished(start());

        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getList("expectations.findAll { it.state == 'missed' }.text"))
                .contains("invariants hold at the end");
        given().get("/api/audit")
                .then()
                .body("state", equalTo("broken"))
                .body(
                        "lanes[0].invariants.find { it.name == 'one-charge-an-order' }.examples[0]",
                        containsString("order "));
    }

    @Test
    void aLaneThatRefusesEveryBuyer_failsTheRun() {
        lane(Lane.PROTECTED).refusesEveryBuyer(true);

        JsonPath run = finished(start());

        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getList("expectations.findAll { it.state == 'missed' }.text"))
                .contains("protected.checkout.confirmed >= 60% before the fault");
    }

    @Test
    void aLaneThatGivesUpWhatItPromised_failsTheRun() {
        lane(Lane.PROTECTED).givesUp(true);

        JsonPath run = finished(start());

        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getList("expectations.findAll { it.state == 'missed' }.text"))
                .contains("protected.pending settled as CONFIRMED >= 80%");
    }

    @Test
    void aStubThatRefusesTheFault_breaksTheRun_andSaysWhy() {
        lane(Lane.UNPROTECTED).refusesFaults(true);

        JsonPath run = finished(start());

        assertThat(run.getString("state")).isEqualTo("broken");
        assertThat(run.getString("verdict.words"))
                .contains("payment of the unprotected lane returned 400", "kind is unknown");
        assertThat(lane(Lane.PROTECTED).faults()).isEmpty();
    }

    @Test
    void breakersThatWantAnotherToken_breakTheRun_andSayWhatToDo() {
        lane(Lane.PROTECTED).token().want("another");

        JsonPath run = finished(start());

        assertThat(run.getString("state")).isEqualTo("broken");
        assertThat(run.getString("verdict.words"))
                .contains("POST /breakers/reset: checkout of the protected lane returned 401")
                .contains("lanes.admin-token")
                .doesNotContain(FakeShop.TOKEN);
    }

    @Test
    void stopped_endsTheFaultsAndGivesTheTrafficBack() {
        String id = start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> "done".equals(run(id).getString("steps[1].state")));

        given().delete("/api/runs/" + id).then().statusCode(202);

        assertThat(finished(id).getString("state")).isEqualTo("stopped");
        assertThat(lane(Lane.PROTECTED).faults()).isEmpty();
        given().get("/api/traffic").then().body("arrivalsPerSecond", equalTo(0.0f));
    }

    @Test
    void unknown_isNotFound_andSaysWhatThereIs() {
        given().post("/api/scenarios/nothing/runs")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"))
                .body("detail", containsString("short-hang"));
        given().get("/api/runs/r-1").then().statusCode(404);
    }

    private static String start() {
        return given().post("/api/scenarios/short-hang/runs")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/runs/r-"))
                .extract()
                .path("id");
    }

    private List<String> arrivals(Lane lane, int earlier) {
        List<String> all = lane(lane).arrivals();
        return all.subList(earlier, all.size());
    }

    private static JsonPath finished(String id) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> run(id).get("verdict") != null);
        return run(id);
    }

    private static JsonPath run(String id) {
        return given().get("/api/runs/" + id).jsonPath();
    }

    private FakeLane lane(Lane lane) {
        return Objects.requireNonNull(shop.get(lane));
    }
}
