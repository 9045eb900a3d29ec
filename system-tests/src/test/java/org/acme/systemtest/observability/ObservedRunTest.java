package org.acme.systemtest.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.PrometheusServer.Series;
import org.acme.systemtest.observability.Rules.Rule;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One run of a scenario on the real programs, watched by a real Prometheus: everything that a
 * dashboard, a rule or an alert asks has an answer, and the answers are those of the driver.
 */
@Tag("deep")
class ObservedRunTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** A scrape may fail, but not for so long. */
    private static final Duration A_FEW_LOOKS = Duration.ofSeconds(60);

    private static final double COUNTED_FROM = 7;
    private static final double COUNTED_TO = 56;

    /** What a scrape of one program may cost. */
    private static final int MOST_SERIES = 700;

    private static final int MOST_BYTES = 80_000;

    private static WatchedStage stage;
    private static JsonNode verdict;
    private static Instant zero;

    /** What the control room has said of alerts, look by look: it forgets those that are over. */
    private static final Set<JsonNode> HEARD = new HashSet<>();

    private static final List<String> BLANK_BEFORE_ANYBODY_CAME = new ArrayList<>();

    @BeforeAll
    static void playTheScenario() throws Exception {
        assumeThat(WatchedStage.isPossible()).as("prometheus is installed").isTrue();
        stage = WatchedStage.open("observability");
        lookForBlankPanels();
        String run =
                Http.send("POST", stage.controlRoom(), "/api/scenarios/observability/runs", "")
                        .json()
                        .path("id")
                        .asText();
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(
                        () ->
                                stage.ask("/api/runs/" + run)
                                        .path("state")
                                        .asText()
                                        .equals("running"));
        zero = stage.start(run);
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(
                        () -> {
                            stage.ask("/api/alerts").forEach(HEARD::add);
                            return stage.ask("/api/runs/" + run).path("verdict").isObject();
                        });
        verdict = stage.ask("/api/runs/" + run).path("verdict");
        Pictures.draw(stage.prometheus(), at(4), at(COUNTED_TO));
    }

    /** Rates need two scrapes; then every panel has numbers, or words for having none. */
    private static void lookForBlankPanels() throws Exception {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> stage.prometheus().number("min(count_over_time(up[30s]))") >= 10);
        try {
            await().atMost(A_FEW_LOOKS)
                    .ignoreExceptions()
                    .until(() -> Expected.blankNow(stage.prometheus()).isEmpty());
        } catch (ConditionTimeoutException blank) {
            BLANK_BEFORE_ANYBODY_CAME.addAll(Expected.blankNow(stage.prometheus()));
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    private static Instant at(double t) {
        return zero.plusMillis((long) (t * 1000));
    }

    @Test
    void scenario_passed() {
        assertThat(verdict.path("passed").asBoolean()).as(verdict.path("words").asText()).isTrue();
    }

    @Test
    void noPanel_isBlank_beforeAnybodyCame() {
        assertThat(BLANK_BEFORE_ANYBODY_CAME).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyQuery_hasAnAnswer() throws IOException {
        List<Query> queries = new ArrayList<>();
        Dashboard.all(TestStage.ROOT).forEach(dashboard -> queries.addAll(dashboard.queries()));
        Rules.all(TestStage.ROOT).stream()
                .filter(rule -> !rule.alert())
                .forEach(rule -> queries.add(rule.query()));
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(query.toString(), () -> answers(query)));
    }

    private static void answers(Query query) throws Exception {
        List<Series> series = stage.prometheus().between(at(8), at(COUNTED_TO), query.forAll());

        assertThat(series).as(query.toString()).anyMatch(Series::hasNumbers);
        if (Expected.ofBothLanes(query)) {
            assertThat(series.stream().filter(Series::hasNumbers))
                    .as("lanes of %s", query)
                    .extracting(one -> one.labels().get("lane"))
                    .contains("protected", "unprotected");
        }
        assertThat(series)
                .as("labels that hide the target's in %s", query)
                .noneMatch(one -> one.labels().keySet().toString().contains("exported_"));
    }

    @Test
    void noRule_fails() throws Exception {
        List<String> ill = new ArrayList<>();
        for (JsonNode rule : stage.prometheus().ask("/api/v1/rules").findValues("health")) {
            ill.add(rule.asText());
        }

        assertThat(ill).hasSize(Rules.all(TestStage.ROOT).size()).containsOnly("ok");
    }

    @TestFactory
    Stream<DynamicTest> everyAlert_looksAtSomething() throws IOException {
        return Rules.alerts(TestStage.ROOT).stream()
                .map(alert -> DynamicTest.dynamicTest(alert.name(), () -> looksAtSomething(alert)));
    }

    private static void looksAtSomething(Rule alert) throws Exception {
        // Whether it fires is another question: no answer is an answer, an error isn't.
        stage.prometheus().between(at(8), at(COUNTED_TO), alert.query().expr());
        for (String metric : MetricNames.in(alert.query().expr())) {
            assertThat(stage.prometheus().between(at(8), at(COUNTED_TO), metric))
                    .as("%s looks at %s", alert.name(), metric)
                    .anyMatch(Series::hasNumbers);
        }
    }

    @Test
    void openBreaker_isToldToTheControlRoom() throws Exception {
        assumeThat(stage.hasAlertmanager()).as("Alertmanager is installed").isTrue();

        assertThat(stage.prometheus().between(at(14), at(COUNTED_TO), "ALERTS"))
                .extracting(series -> series.labels().get("alertname"))
                .contains("BreakerNotClosed");
        assertThat(HEARD)
                .anyMatch(
                        alert ->
                                alert.path("name").asText().equals("BreakerNotClosed")
                                        && alert.path("lane").asText().equals("protected")
                                        && alert.path("subject").asText().equals("payment"));
    }

    @Test
    void laneThatIsDead_alertsToo() throws Exception {
        String dead = "ALERTS{alertname=\"UsersNotAnswered\",alertstate=\"firing\"}";

        assertThat(stage.prometheus().between(at(14), at(COUNTED_TO), dead))
                .extracting(series -> series.labels().get("lane"))
                .contains("unprotected");
    }

    @Test
    void deadLane_isNeverTheFasterOne() throws Exception {
        String unserved =
                """
                lane_operation:traffic_latency_seconds:p50_5s{operation="checkout"} < 3
                and on (lane, operation) lane_operation:traffic_answered:ratio5s == 0
                """;

        assertThat(stage.prometheus().between(at(14), at(COUNTED_TO), unserved)).isEmpty();
    }

    @Test
    void smallerBankAndBadHabit_areShownAsInjected() throws Exception {
        new Injected(stage).compare();
    }

    @Test
    void driver_counted_whatPrometheusSays() throws Exception {
        for (JsonNode numbers : verdict.path("numbers")) {
            CountedUsers users = CountedUsers.of(numbers);
            users.compare(stage.prometheus(), at(COUNTED_FROM), at(COUNTED_TO));
        }
    }

    @Test
    void breakers_refused_whatPrometheusSays() throws Exception {
        for (String name : List.of("payment", "inventory")) {
            String refused =
                    "sum(circuit_breaker_rejected_total{lane=\"protected\",name=\"" + name + "\"})";
            eventually(
                    () ->
                            assertThat(stage.prometheus().number(refused))
                                    .as("refused by %s", name)
                                    .isEqualTo(refusedBy(name)));
        }
        assertThat(refusedBy("payment")).isPositive();
    }

    private static double refusedBy(String breaker) throws Exception {
        return Http.get(stage.service(Role.CHECKOUT, Lane.PROTECTED), "/breakers/" + breaker)
                .json()
                .path("rejected")
                .asDouble();
    }

    /** A scrape may be late, or fail. */
    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(assertion);
    }

    @Test
    void auditor_judged_whatPrometheusSays() throws Exception {
        eventually(
                () ->
                        assertThat(stage.prometheus().number("max(audit_orders_open)"))
                                .as("orders that aren't judged yet")
                                .isZero());
        for (Lane lane : Lane.values()) {
            eventually(() -> assertJudgedIsWritten(lane.label()));
        }
    }

    private static void assertJudgedIsWritten(String lane) throws Exception {
        double judged = judged(lane);
        String selector = "lane=\"" + lane + "\"";

        assertThat(judged).isPositive();
        assertThat(stage.prometheus().number("max(audit_orders_judged{" + selector + "})"))
                .isEqualTo(judged);
        assertThat(stage.prometheus().number("max(audit_state{" + selector + "})")).isZero();
        assertThat(
                        stage.prometheus()
                                .number(
                                        "sum(orders_total{status=\"PAYMENT_PENDING\","
                                                + selector
                                                + "})"))
                .as("orders that were written, and orders that were judged")
                .isEqualTo(judged);
    }

    private static double judged(String lane) throws Exception {
        for (JsonNode known : stage.ask("/api/audit").path("lanes")) {
            if (known.path("lane").asText().equals(lane)) {
                return known.path("judgedOrders").asDouble();
            }
        }
        throw new IllegalStateException("the auditor doesn't know " + lane);
    }

    @Test
    void watching_isCheap() throws Exception {
        for (Series series :
                stage.prometheus().now("max by (lane, service) (scrape_samples_scraped)")) {
            System.out.println(series.labels() + ": " + series.points().get(0).value() + " series");
            assertThat(series.points().get(0).value())
                    .as("series of %s", series.labels())
                    .isLessThanOrEqualTo(MOST_SERIES);
        }
        for (Map.Entry<String, String> body : stage.scrapes().entrySet()) {
            System.out.println(body.getKey() + ": " + body.getValue().length() + " bytes");
            assertThat(body.getValue().length())
                    .as("bytes of a scrape of %s", body.getKey())
                    .isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void recordedNames_areThoseOfTheServices() throws Exception {
        List<String> recorded = new ArrayList<>(MetricNames.recorded());
        List<String> scraped = new ArrayList<>();
        for (String body : stage.scrapes().values()) {
            scraped.addAll(MetricNames.scraped(body));
        }

        assertThat(scraped).as("what %s records", MetricNames.RECORDED).containsAll(recorded);
        assertThat(recorded)
                .as("our own metrics, all of them")
                .containsAll(
                        scraped.stream()
                                .filter(name -> MetricNames.OURS.matcher(name).matches())
                                .toList());
    }

    @Test
    void panels_passGrafanasOwnCode_andItFindsEveryKindOfMistake() throws Exception {
        GrafanaCheck.install();
        ArrayNode watched = GrafanaCheck.watched(stage.prometheus(), at(4), at(COUNTED_TO));
        GrafanaMistakes mistakes = new GrafanaMistakes(watched);

        assertThat(GrafanaCheck.problems(watched)).isEmpty();
        List<String> found = GrafanaCheck.problems(mistakes.watched());
        mistakes.expected()
                .forEach(
                        (panel, words) ->
                                assertThat(found)
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(panel)
                                                                && line.contains(words)));
    }

    @Test
    void pictures_areDrawn() {
        assertThat(Pictures.FOLDER.resolve("duel.svg"))
                .content()
                .contains("Are buyers answered?")
                .contains("<polyline");
    }
}
