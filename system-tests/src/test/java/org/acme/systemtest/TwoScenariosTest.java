package org.acme.systemtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.play.RunView;
import org.acme.launcher.play.RunView.LaneAuditView;
import org.acme.launcher.play.RunView.NumbersView;
import org.acme.launcher.play.RunView.TransitionView;
import org.acme.launcher.play.RunView.VerdictView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The main job, on real processes: the same faults with and without circuit breakers. First a
 * gateway that hangs, then an inventory that is gone.
 */
class TwoScenariosTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /**
     * Twice the demo's timeouts: a build machine's hiccup of 250 ms is no failure of the gateway.
     */
    static final Map<String, String> CALM =
            Map.of(
                    "CHECKOUT_PAYMENT_CONNECT_TIMEOUT", "500ms",
                    "CHECKOUT_PAYMENT_ATTEMPT_TIMEOUT", "500ms",
                    "CHECKOUT_INVENTORY_CONNECT_TIMEOUT", "500ms",
                    "CHECKOUT_INVENTORY_ATTEMPT_TIMEOUT", "500ms",
                    "BREAKER_PAYMENT_DEADLINE", "1600ms",
                    "BREAKER_INVENTORY_DEADLINE", "1200ms");

    private static TestStage stage;
    private static RunView run;
    private static VerdictView verdict;
    private static RunView other;

    @BeforeAll
    static void playTheScenario() throws Exception {
        stage = TestStage.open("payment-hang", CALM, TestStage.withOwnScenarios());
        run = play("payment-hang-short");
        verdict = requireNonNull(run.verdict());
        other = play("inventory-down-short");
    }

    private static RunView play(String scenario) throws Exception {
        ControlRoom controlRoom = stage.controlRoom();
        String id = controlRoom.start(scenario).id();
        return await().atMost(TIMEOUT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> controlRoom.run(id), RunView::isFinished);
    }

    @AfterAll
    static void leaveNothingBehind() {
        List<ProcessHandle> processes = Programs.below(ProcessHandle.current());

        stage.close();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static NumbersView numbers(String lane, String operation) {
        return verdict.numbers().stream()
                .filter(row -> row.lane().equals(lane) && row.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hangingPayment_everyExpectationIsMet() {
        assertPassed(run);
    }

    @Test
    void absentInventory_everyExpectationIsMet() {
        assertPassed(other);
    }

    private static void assertPassed(RunView played) {
        VerdictView judged = requireNonNull(played.verdict());
        assertThat(played.expectations())
                .as(judged.words())
                .isNotEmpty()
                .allMatch(expectation -> expectation.state().equals("met"));
        assertThat(judged.passed()).isTrue();
    }

    @Test
    void bothLanes_gotTheSameArrivals_andNoneWasDropped() {
        assertThat(numbers("protected", "checkout").arrivals())
                .isEqualTo(numbers("unprotected", "checkout").arrivals())
                .isPositive();
        assertThat(numbers("protected", "products").arrivals())
                .isEqualTo(numbers("unprotected", "products").arrivals());
    }

    @Test
    void protectedLane_answers_whileTheUnprotectedOneFails() {
        assertThat(numbers("protected", "checkout").answeredPercent()).isGreaterThanOrEqualTo(99.0);
        assertThat(numbers("unprotected", "checkout").answeredPercent()).isLessThan(80.0);
    }

    @Test
    void cascade_reachesPagesThatHaveNothingToDoWithPayment() {
        assertThat(numbers("unprotected", "products").answeredPercent()).isLessThan(95.0);
        assertThat(numbers("protected", "products").answeredPercent()).isGreaterThanOrEqualTo(99.0);
    }

    @Test
    void breaker_opensAndClosesAgain() {
        assertThat(verdict.breakers())
                .filteredOn(transition -> transition.name().equals("payment"))
                .extracting(TransitionView::state)
                .startsWith("open")
                .endsWith("closed");
    }

    @Test
    void books_balanceInBothLanes() {
        assertThat(requireNonNull(verdict.audit()).lanes())
                .hasSize(2)
                .allMatch(lane -> lane.state().equals("hold"))
                .extracting(LaneAuditView::judgedOrders)
                .allMatch(judged -> judged > 0);
    }

    @Test
    void logs_holdNoStackTraces() throws Exception {
        stage.assertCleanLogs();
    }
}
