package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedLines.LATER;
import static org.acme.workshop.audit.AuditedLines.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered, what is asked again, and what is put away. */
class LaneAuditStateTest {

    private final AuditedLines lines = new AuditedLines();

    @Test
    void aSecondChargeOfAnOrderThatWasPutAway_isFound() {
        lines.confirmed("o1");
        lines.putAwayAll();

        lines.charge("c2", "o1", "paid", 1180);

        assertThat(lines.findings(Invariant.ONE_CHARGE_AN_ORDER).toString()).contains("c1", "c2");
        assertThat(lines.book.beyondMemory()).isOne();
    }

    @Test
    void aLateLineAboutAnOrderThatWasPutAway_isJudgedWithAllItsLines() {
        lines.confirmed("o1");
        lines.putAwayAll();

        lines.tell(new Fact.Charge("c1", "o1", "paid", 1180, "EUR", LATER));

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.book.gap()).isNull();
    }

    @Test
    void suspicions_areNoFindings_andNothingHolds_untilTheServicesWereAsked() {
        lines.charge("c1", "o1", "paid", 1180);

        lines.book.judgeOrders(LATER);

        assertThat(lines.book.findings()).isEmpty();
        assertThat(lines.book.gap()).contains("1 suspicions");
        assertThat(lines.findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
        assertThat(lines.book.gap()).isNull();
    }

    @Test
    void anOrderThatIsGone_isFound_onPatrol() {
        lines.confirmed("o1");
        assertThat(lines.findings()).isEmpty();
        lines.told.remove("order o1");

        lines.book.asked(lines.book.patrol(10), lines.current(List.of("o1")));

        assertThat(lines.findings(Invariant.NOTHING_VANISHES)).hasSize(1);
    }

    @Test
    void ordersPutAwayBeforeTheyWereFinal_leaveAGap() {
        for (int i = 0; i < 1500; i++) {
            lines.tell(lines.order("o" + i, "k", START, "PAYMENT_PENDING", 1, null));
        }

        assertThat(lines.book.gap()).contains("500 orders");
    }

    @Test
    void aTombstoneThatIsGone_isFound_onPatrol() {
        lines.order("o1", "FAILED");
        lines.tell(new Fact.Charge(null, "o1", "voided", 0, "", START));
        assertThat(lines.findings()).isEmpty();
        lines.told.remove("charge null of o1");

        lines.book.asked(lines.book.patrol(10), lines.current(List.of("o1")));

        assertThat(lines.findings(Invariant.NOTHING_VANISHES)).hasSize(1);
    }

    @Test
    void patrol_goesRound_andLeavesOutWhatWasPutAway() {
        for (String id : List.of("o1", "o2", "o3")) {
            lines.confirmed(id);
        }

        assertThat(lines.book.patrol(2)).containsExactly("o1", "o2");
        assertThat(lines.book.patrol(2)).containsExactly("o3", "o1");
        lines.findings();
        lines.putAwayAll();
        assertThat(lines.book.patrol(10)).doesNotContain("o1", "o2", "o3");
    }
}
