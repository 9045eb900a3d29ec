package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.audit.AuditView.InvariantView;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.lane.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditViewTest {

    @ParameterizedTest
    @CsvSource({
        "HOLD, HOLD, hold",
        "HOLD, UNKNOWN, unknown",
        "UNKNOWN, HOLD, unknown",
        "BROKEN, HOLD, broken",
        "HOLD, BROKEN, broken",
        "BROKEN, UNKNOWN, broken",
        "UNKNOWN, BROKEN, broken"
    })
    void bothLanes_areAsGoodAsTheWorse(State one, State other, String both) {
        assertThat(AuditView.of(List.of(verdict(one, 0), verdict(other, 0))).state())
                .isEqualTo(both);
    }

    /** Of an invariant without a finding nothing can be said while books are unread. */
    @ParameterizedTest
    @CsvSource({"HOLD, 0, hold", "UNKNOWN, 0, unknown", "UNKNOWN, 2, broken", "BROKEN, 0, hold"})
    void invariant_holdsOnly_whenTheBooksAreRead(State lane, long violations, String state) {
        AuditView view = AuditView.of(List.of(verdict(lane, violations)));

        assertThat(view.lanes().get(0).invariants())
                .containsExactly(
                        new InvariantView(
                                Invariant.STOCK_BALANCES.label(),
                                Invariant.STOCK_BALANCES.words(),
                                state,
                                violations,
                                List.of("TEA-001: 1 missing")));
    }

    @Test
    void laneView_keepsTheNumbersApart() {
        AuditView.LaneView lane = AuditView.of(List.of(verdict(State.HOLD, 0))).lanes().get(0);

        assertThat(lane.judgedOrders()).isEqualTo(1);
        assertThat(lane.openOrders()).isEqualTo(2);
        assertThat(lane.overdueOrders()).isEqualTo(3);
        assertThat(lane.answeredKeys()).isEqualTo(4);
        assertThat(lane.unverifiedKeys()).isEqualTo(5);
        assertThat(lane.beyondMemory()).isEqualTo(6);
        assertThat(lane.judgedUpTo()).isEqualTo(Instant.parse("2026-01-01T12:00:00.123Z"));
        assertThat(lane.reason()).isEqualTo("why");
    }

    private static LaneVerdict verdict(State state, long violations) {
        return new LaneVerdict(
                Lane.PROTECTED,
                state,
                Instant.EPOCH,
                Instant.parse("2026-01-01T12:00:00.123456Z"),
                1,
                2,
                3,
                4,
                5,
                6,
                "why",
                List.of(
                        new Judgement(
                                Invariant.STOCK_BALANCES,
                                violations,
                                List.of("TEA-001: 1 missing"))));
    }
}
