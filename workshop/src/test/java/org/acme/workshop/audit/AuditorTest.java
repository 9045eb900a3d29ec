package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.audit.AuditView.InvariantView;
import org.acme.workshop.audit.AuditView.LaneView;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Outcome;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The auditor's own threads read real HTTP services, and everybody is told the same of it. */
class AuditorTest {

    private static final Vertx VERTX = Vertx.vertx();

    /** Orders are judged when they have been final for ten seconds. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private AuditedShop shop;
    private Auditor auditor;

    @BeforeEach
    void open() throws Exception {
        shop = new AuditedShop(VERTX, 7, 1000);
        auditor = new Auditor(shop.services, lane -> shop.answeredKeys, shop.config, meters);
    }

    @AfterEach
    void closeShop() throws Exception {
        auditor.close();
        shop.close();
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void orderThatIsChargedTwice_isTold_inVerdictMetricsAndJson() {
        SeededBug.confirmed(shop, "x");
        shop.charge("again", "x", "paid", AuditedShop.PRICE);
        shop.clock.advance(LONG_ENOUGH);

        eventually(State.BROKEN);

        assertThat(gauge("audit.state")).isEqualTo(State.BROKEN.code());
        assertThat(violations(Invariant.ONE_CHARGE_AN_ORDER)).isEqualTo(1);
        assertThat(violations(Invariant.STOCK_BALANCES)).isZero();
        assertThat(gauge("audit.orders.judged")).isEqualTo(1);
        AuditView view = new AuditResource(auditor).audit();
        assertThat(view.state()).isEqualTo("broken");
        assertThat(view.lanes())
                .extracting(LaneView::lane)
                .containsExactly("protected", "unprotected");
        assertThat(view.lanes().get(0).invariants())
                .filteredOn(invariant -> invariant.name().equals("one-charge-an-order"))
                .extracting(InvariantView::state, InvariantView::violations)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("broken", 1L));
    }

    @Test
    void orderThatIsNotFinal_isOpen_overdue_andAStraggler() {
        shop.order("late", "PAYMENT_PENDING", "PENDING", false, "TEA-001", 1);

        eventually(() -> assertThat(gauge("audit.orders.open")).isEqualTo(1));

        assertThat(gauge("audit.orders.overdue")).as("it is of January").isEqualTo(1);
        Instant created = shop.clock.instant();
        assertThat(auditor.stragglers(Lane.PROTECTED, created, created.plusSeconds(1), created))
                .isEqualTo(List.of("late (PAYMENT_PENDING)"));
        assertThat(auditor.judgedOfThoseSince(Lane.PROTECTED, created)).isZero();
        assertThat(auditor.tally(Lane.PROTECTED, created, created.plusSeconds(1), null).orders())
                .isEqualTo(1);
        assertThat(
                        auditor.tally(
                                        Lane.PROTECTED,
                                        created,
                                        created.plusSeconds(1),
                                        Outcome.PENDING)
                                .orders())
                .isZero();
    }

    @Test
    void serviceThatIsAway_doesNotEndTheThread() {
        shop.payment.down(true);
        SeededBug.confirmed(shop, "x");
        shop.charge("again", "x", "paid", AuditedShop.PRICE);
        shop.clock.advance(LONG_ENOUGH);
        eventually(
                () ->
                        assertThat(auditor.verdict(Lane.PROTECTED).reason())
                                .isEqualTo("payment doesn't tell its books"));
        assertThat(auditor.verdict(Lane.PROTECTED).state()).isEqualTo(State.UNKNOWN);

        shop.payment.down(false);

        eventually(State.BROKEN);
    }

    private void eventually(State state) {
        eventually(
                () -> {
                    for (Lane lane : Lane.all()) {
                        assertThat(auditor.verdict(lane).state()).isEqualTo(state);
                    }
                });
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(assertion);
    }

    private double gauge(String name) {
        return meters.get(name).tag("lane", "protected").gauge().value();
    }

    private double violations(Invariant invariant) {
        return meters.get("invariant.violations")
                .tags("lane", "protected", "invariant", invariant.label())
                .gauge()
                .value();
    }
}
