package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedLines.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with an order, rule by rule. */
class OrderRulesTest {

    private final AuditedLines lines = new AuditedLines();

    @Test
    void paidAndHeld_holds() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.reservation("o1", true);

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.book.judged()).isOne();
    }

    @Test
    void twoCharges_areFound_withTheirIds() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.charge("c2", "o1", "paid", 1180);
        lines.reservation("o1", true);

        assertThat(lines.findings(Invariant.ONE_CHARGE_AN_ORDER).toString())
                .contains("o1", "c1", "c2");
    }

    @Test
    void twoCharges_oneOfThemRefunded_hold() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.charge("c2", "o1", "paid", 1180);
        lines.charge("c2", "o1", "refunded", 1180);
        lines.reservation("o1", true);

        assertThat(lines.findings()).isEmpty();
    }

    @Test
    void confirmedWithoutACharge_isFound() {
        lines.order("o1", "CONFIRMED");
        lines.reservation("o1", true);

        assertThat(lines.findings(Invariant.CONFIRMED_IS_PAID)).hasSize(1);
    }

    @Test
    void confirmedWithTheWrongAmount_isFound() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1181);
        lines.reservation("o1", true);

        assertThat(lines.findings(Invariant.CONFIRMED_IS_PAID))
                .singleElement()
                .asString()
                .contains("1180", "1181");
    }

    @Test
    void chargeOfAFailedOrder_isFound() {
        for (String status : List.of("FAILED", "CANCELLED", "DECLINED")) {
            lines.order("o-" + status, status);
            lines.charge("c-" + status, "o-" + status, "paid", 1180);
        }

        assertThat(lines.findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(3);
    }

    @Test
    void chargeOfAnOrderThatCheckoutDoesNotKnow_isFoundAfterAWhile() {
        lines.charge("c1", "o1", "paid", 1180);

        assertThat(lines.findings(START.plusSeconds(9))).isEmpty();

        assertThat(lines.findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
    }

    @Test
    void tombstoneWithoutACharge_holds() {
        lines.order("o1", "FAILED");
        lines.tell(new Fact.Charge(null, "o1", "voided", 0, "", START));

        assertThat(lines.findings()).isEmpty();
    }

    @Test
    void goodsHeldForADeadOrder_areFound() {
        lines.order("o1", "FAILED");
        lines.reservation("o1", true);

        assertThat(lines.findings(Invariant.HELD_FOR_LIVE_ORDER)).hasSize(1);

        lines.reservation("o1", false);
        assertThat(lines.findings()).isEmpty();
    }

    @Test
    void confirmedWithoutGoods_isFound() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.reservation("o1", false);

        assertThat(lines.findings(Invariant.CONFIRMED_HAS_GOODS)).hasSize(1);
    }

    @Test
    void notFinal_isNotJudged() {
        lines.tell(lines.order("o1", "k1", START, "PAYMENT_PENDING", 1180, null));
        lines.charge("c1", "o1", "paid", 1180);

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.book.openOrders()).isOne();
    }

    @Test
    void finalForTenSeconds_isJudged_notBefore() {
        lines.order("o1", "CONFIRMED");

        assertThat(lines.findings(START.plusSeconds(9))).isEmpty();
        assertThat(lines.findings(START.plusSeconds(10))).isNotEmpty();
    }

    @Test
    void aLateChargeOfASettledOrder_isFound() {
        lines.order("o1", "DECLINED");
        assertThat(lines.findings()).isEmpty();

        lines.charge("c1", "o1", "paid", 1180);

        assertThat(lines.findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
        assertThat(lines.book.judged()).isOne();
    }

    @Test
    void answeredKeyWithItsOrder_holds_inWhicheverOrderTheyCome() {
        lines.book.answered(lines.promise("key-o1", "o1"));
        lines.order("o1", "DECLINED");
        lines.order("o2", "DECLINED");
        lines.book.answered(lines.promise("key-o2", "o2"));

        assertThat(lines.findings()).isEmpty();
        assertThat(lines.book.kept()).isEqualTo(2);
    }

    @Test
    void answeredKeyWithoutItsOrder_isFound() {
        lines.book.answered(lines.promise("k1", "o1"));

        assertThat(lines.findings(Invariant.ANSWERED_KEY_HAS_ORDER))
                .singleElement()
                .asString()
                .contains("k1", "o1");
    }

    @Test
    void answeredKeyWhoseOrderHasAnotherKey_isFound() {
        lines.book.answered(lines.promise("another", "o1"));
        lines.order("o1", "DECLINED");

        assertThat(lines.findings(Invariant.ANSWERED_KEY_HAS_ORDER)).hasSize(1);
    }
}
