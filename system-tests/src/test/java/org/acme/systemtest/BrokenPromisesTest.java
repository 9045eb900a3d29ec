package org.acme.systemtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.play.ControlRoom;
import org.acme.launcher.play.RunView;
import org.acme.launcher.play.RunView.ExpectationView;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Breaks one promise of the demo on real processes. Every buyer of the protected lane is answered
 * and the books balance, and the scenario still fails, at the bound on that promise. {@code
 * TwoScenariosTest} plays the same scenario with the promise kept, and it passes.
 */
@Tag("deep")
class BrokenPromisesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GLANCE = Duration.ofMillis(100);

    @Test
    void laneThatRefusesEveryBuyer_failsTheScenario() throws Exception {
        try (TestStage stage = open("refused", Map.of())) {
            new Shelves(stage, Lane.PROTECTED).sellOut();

            RunView run = finished(stage, start(stage));

            assertFailed(run, "protected.checkout.confirmed >= 60% before the fault");
        }
    }

    @Test
    void laneThatRefusesBuyersDuringTheFault_failsTheScenario() throws Exception {
        try (TestStage stage = open("refused-in-the-fault", Map.of())) {
            Shelves shelves = new Shelves(stage, Lane.PROTECTED);
            String id = start(stage);
            awaitFaults(stage, true);
            shelves.sellOut();
            awaitFaults(stage, false);
            shelves.fill();

            RunView run = finished(stage, id);

            assertFailed(run, "protected.checkout.pending >= 60% during the fault");
        }
    }

    @Test
    void laneThatGivesPendingOrdersUp_failsTheScenario() throws Exception {
        Map<String, String> atOnce = Map.of("CHECKOUT_SETTLEMENT_GIVE_UP_AFTER", "1ms");
        try (TestStage stage = open("given-up", atOnce)) {
            RunView run = finished(stage, start(stage));

            assertFailed(run, "protected.pending settled as CONFIRMED >= 85%");
        }
    }

    private static TestStage open(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(TwoScenariosTest.CALM);
        all.putAll(settings);
        return TestStage.open(name, all, TestStage.withOwnScenarios());
    }

    private static String start(TestStage stage) throws Exception {
        return stage.controlRoom().start("payment-hang-short").id();
    }

    private static RunView finished(TestStage stage, String id) {
        ControlRoom controlRoom = stage.controlRoom();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> controlRoom.run(id), RunView::isFinished);
    }

    private static void awaitFaults(TestStage stage, boolean any) {
        URI payment = stage.stage().address(Role.PAYMENT, Lane.PROTECTED);
        await().atMost(PATIENCE)
                .pollInterval(GLANCE)
                .ignoreExceptions()
                .until(() -> Http.get(payment, "/faults").json().isEmpty() != any);
    }

    private static void assertFailed(RunView run, String promise) {
        assertThat(requireNonNull(run.verdict()).passed()).isFalse();
        assertThat(texts(run, "missed")).as("missed").contains(promise);
        assertThat(texts(run, "met"))
                .as("met: nothing but the promise tells")
                .contains("protected.checkout.answered >= 99%", "invariants hold at the end");
    }

    private static List<String> texts(RunView run, String state) {
        return run.expectations().stream()
                .filter(expectation -> expectation.state().equals(state))
                .map(ExpectationView::text)
                .toList();
    }
}
