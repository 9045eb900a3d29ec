package org.acme.workshop.scenario.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.SampleLog;
import org.junit.jupiter.api.Test;

class BudgetCostTest {

    private static final Duration RUN = Duration.ofSeconds(2_592); // a thousandth of 30 days

    private final SampleLog protectedBuyers = new SampleLog(1024, Duration.ofSeconds(5));
    private final SampleLog unprotectedBuyers = new SampleLog(1024, Duration.ofSeconds(5));
    private final SampleLog visitors = new SampleLog(1024, Duration.ofSeconds(5));

    @Test
    void lane_thatAnswersNobodyForAThousandthOfAMonth_spendsItsWholeBudget() {
        arrive(unprotectedBuyers, 50, Outcome.TIMEOUT, 5_000);

        assertThat(cost(Lane.UNPROTECTED).missed()).isEqualTo(50);
        assertThat(cost(Lane.UNPROTECTED).percent()).hasValueCloseTo(100.0, within(1e-9));
    }

    @Test
    void buyer_isMissed_whoGetsAnErrorOrWaitsForMoreThanASecond() {
        arrive(protectedBuyers, 90, Outcome.PENDING, 990);
        arrive(protectedBuyers, 4, Outcome.ERROR, 1);
        arrive(protectedBuyers, 6, Outcome.CONFIRMED, 1_010);

        assertThat(cost(Lane.PROTECTED)).isEqualTo(new BudgetCost(Lane.PROTECTED, 100, 10, RUN));
        assertThat(cost(Lane.PROTECTED).percent()).hasValueCloseTo(10.0, within(1e-9));
    }

    @Test
    void visitorsAndRequestsInFlight_costNothing() {
        arrive(visitors, 10, Outcome.TIMEOUT, 5_000);
        protectedBuyers.arrived(1);

        assertThat(cost(Lane.PROTECTED).percent()).isEmpty();
        assertThat(BudgetCost.words(costs())).isEmpty();
    }

    @Test
    void sentence_namesTheLanesThatHadBuyers() {
        arrive(protectedBuyers, 100, Outcome.PENDING, 300);
        arrive(unprotectedBuyers, 1_000, Outcome.CONFIRMED, 30);
        arrive(unprotectedBuyers, 1, Outcome.ERROR, 30);

        assertThat(BudgetCost.words(costs()))
                .isEqualTo(
                        "This cost the protected lane nothing and the unprotected lane 0.10 % of a"
                                + " month's error budget (99.9 % of buyers answered within 1 s)");
    }

    /** The page and Grafana must not tell two prices. */
    @Test
    void objective_isThatOfTheRecordingRules() throws IOException {
        String rules = Files.readString(Path.of("../prometheus/recording-rules.yml"));
        String bucket =
                String.format(Locale.ROOT, "le=\"%.1f\"", BudgetCost.FAST.toMillis() / 1000.0);

        assertThat(rules).contains("operation=\"checkout\",outcome!~\"error|timeout\"," + bucket);
        assertThat(rules.lines().filter(line -> line.contains("lane:buyers_fast:count[")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(", 0) / " + BudgetCost.ALLOWED));
        assertThat(Files.readString(Path.of("../grafana/dashboards/slo.json")))
                .contains("/ (" + BudgetCost.ALLOWED + " * 30 * 86400 * rate(");
    }

    private static void arrive(SampleLog log, int users, Outcome outcome, long millis) {
        for (int i = 0; i < users; i++) {
            log.concluded(log.arrived(1), outcome, TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private BudgetCost cost(Lane lane) {
        return costs().stream().filter(cost -> cost.lane() == lane).findFirst().orElseThrow();
    }

    private List<BudgetCost> costs() {
        return BudgetCost.of(
                List.of(
                        numbers(Lane.PROTECTED, Operation.CHECKOUT, protectedBuyers),
                        numbers(Lane.PROTECTED, Operation.PRODUCTS, visitors),
                        numbers(Lane.UNPROTECTED, Operation.CHECKOUT, unprotectedBuyers)),
                RUN);
    }

    private static Verdict.Numbers numbers(Lane lane, Operation operation, SampleLog log) {
        return new Verdict.Numbers(lane, operation, log.arrivedBetween(0, 2), 0);
    }
}
