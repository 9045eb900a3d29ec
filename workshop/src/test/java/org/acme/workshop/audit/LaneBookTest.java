package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.acme.workshop.audit.OrderFile.Finding;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneBookTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final LaneBook book = new LaneBook(1000, Duration.ofSeconds(10));

    @Test
    void paidAndHeld_holds() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        reservation("o1", true);

        assertThat(findings()).isEmpty();
        assertThat(book.judged()).isOne();
    }

    @Test
    void judgedOrders_areKnownByTheirAge() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        reservation("o1", true);
        assertThat(book.judgedOfThoseSince(START)).as("before anybody judged").isZero();
        assertThat(findings()).isEmpty();

        assertThat(book.judgedOfThoseSince(START)).isOne();
        assertThat(book.judgedOfThoseSince(START.plusSeconds(1))).isZero();
    }

    @Test
    void twoCharges_areFound_withTheirIds() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        charge("c2", "o1", "paid", 1180);
        reservation("o1", true);

        assertThat(findings(Invariant.ONE_CHARGE_AN_ORDER).toString()).contains("o1", "c1", "c2");
    }

    @Test
    void twoCharges_oneOfThemRefunded_hold() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        charge("c2", "o1", "paid", 1180);
        charge("c2", "o1", "refunded", 1180);
        reservation("o1", true);

        assertThat(findings()).isEmpty();
    }

    @Test
    void confirmedWithoutACharge_isFound() {
        order("o1", "CONFIRMED");
        reservation("o1", true);

        assertThat(findings(Invariant.CONFIRMED_IS_PAID)).hasSize(1);
    }

    @Test
    void confirmedWithTheWrongAmount_isFound() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1181);
        reservation("o1", true);

        assertThat(findings(Invariant.CONFIRMED_IS_PAID))
                .singleElement()
                .asString()
                .contains("1180", "1181");
    }

    @Test
    void chargeOfAFailedOrder_isFound() {
        for (String status : List.of("FAILED", "CANCELLED", "DECLINED")) {
            order("o-" + status, status);
            charge("c-" + status, "o-" + status, "paid", 1180);
        }

        assertThat(findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(3);
    }

    @Test
    void chargeOfAnOrderThatCheckoutDoesNotKnow_isFoundAfterAWhile() {
        charge("c1", "o1", "paid", 1180);

        book.judgeOrders(START.plusSeconds(9));
        assertThat(book.findings(START.plusSeconds(9))).isEmpty();

        assertThat(findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
    }

    @Test
    void tombstoneWithoutACharge_holds() {
        order("o1", "FAILED");
        book.add(new Fact.Charge(null, "o1", "voided", 0, "", START));

        assertThat(findings()).isEmpty();
    }

    @Test
    void goodsHeldForADeadOrder_areFound() {
        order("o1", "FAILED");
        reservation("o1", true);

        assertThat(findings(Invariant.HELD_FOR_LIVE_ORDER)).hasSize(1);

        reservation("o1", false);
        assertThat(findings()).isEmpty();
    }

    @Test
    void confirmedWithoutGoods_isFound() {
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        reservation("o1", false);

        assertThat(findings(Invariant.CONFIRMED_HAS_GOODS)).hasSize(1);
    }

    @Test
    void notFinal_isNotJudged() {
        book.add(new Fact.Order("o1", "k1", START, "PAYMENT_PENDING", 1180, "EUR", null));
        charge("c1", "o1", "paid", 1180);

        assertThat(findings()).isEmpty();
        assertThat(book.openOrders()).isOne();
    }

    @Test
    void finalForTenSeconds_isJudged_notBefore() {
        order("o1", "CONFIRMED");

        book.judgeOrders(START.plusSeconds(9));
        assertThat(book.findings(START)).isEmpty();

        book.judgeOrders(START.plusSeconds(10));
        assertThat(book.findings(START)).isNotEmpty();
    }

    @Test
    void aLateChargeOfASettledOrder_isFound() {
        order("o1", "DECLINED");
        assertThat(findings()).isEmpty();

        charge("c1", "o1", "paid", 1180);

        assertThat(findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
        assertThat(book.judged()).isOne();
    }

    @Test
    void answeredKeyWithItsOrder_holds_inWhicheverOrderTheyCome() {
        book.answered(new AnsweredKey("key-o1", "o1", START));
        order("o1", "DECLINED");
        order("o2", "DECLINED");
        book.answered(new AnsweredKey("key-o2", "o2", START));

        assertThat(findings()).isEmpty();
        assertThat(book.keys().verified()).isEqualTo(2);
    }

    @Test
    void answeredKeyWithoutItsOrder_isFound() {
        book.answered(new AnsweredKey("k1", "o1", START));

        assertThat(findings(Invariant.ANSWERED_KEY_HAS_ORDER))
                .singleElement()
                .asString()
                .contains("k1", "o1");
    }

    @Test
    void answeredKeyWhoseOrderHasAnotherKey_isFound() {
        book.answered(new AnsweredKey("another", "o1", START));
        order("o1", "DECLINED");

        assertThat(findings(Invariant.ANSWERED_KEY_HAS_ORDER)).hasSize(1);
    }

    @Test
    void stock_isDeliveredMinusHeld() {
        book.add(new Fact.Delivery("TEA", 100, START));
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        reservation("o1", true);
        book.add(new Fact.Stock("TEA", 98, START));

        book.judgeStock(LATER, false);
        book.judgeStock(LATER.plusSeconds(10), false);

        assertThat(findings()).isEmpty();
    }

    @Test
    void stockThatDoesNotBalance_isFoundWhenItStaysSo() {
        book.add(new Fact.Delivery("TEA", 100, START));
        book.add(new Fact.Stock("TEA", 99, START));

        book.judgeStock(LATER, false);
        assertThat(findings()).isEmpty();

        book.judgeStock(LATER.plusSeconds(10), false);
        assertThat(findings(Invariant.STOCK_BALANCES)).singleElement().asString().contains("TEA");
    }

    @Test
    void stockThatDoesNotBalance_inACompleteReading_isFoundAtOnce() {
        book.add(new Fact.Delivery("TEA", 100, START));
        book.add(new Fact.Stock("TEA", 99, START));

        book.judgeStock(LATER, true);

        assertThat(findings(Invariant.STOCK_BALANCES)).hasSize(1);
    }

    @Test
    void stockCaughtBetweenTwoLines_isNoFinding() {
        book.add(new Fact.Delivery("TEA", 100, START));
        book.add(new Fact.Stock("TEA", 99, START));
        book.judgeStock(LATER, false);
        book.add(new Fact.Stock("TEA", 100, START));
        book.judgeStock(LATER.plusSeconds(5), false);
        book.add(new Fact.Stock("TEA", 99, START));

        book.judgeStock(LATER.plusSeconds(10), false);

        assertThat(findings()).isEmpty();
    }

    @Test
    void negativeStock_isFoundAtOnce() {
        book.add(new Fact.Stock("TEA", -1, START));

        book.judgeStock(LATER, false);

        assertThat(findings(Invariant.STOCK_NOT_NEGATIVE)).hasSize(1);
    }

    @Test
    void memoryIsBounded_settledOrdersGo_andLateFactsAboutThemAreCounted() {
        for (int i = 0; i < 5000; i++) {
            order("o" + i, "DECLINED");
            findings();
        }

        charge("c1", "o1", "paid", 1180);

        assertThat(findings()).isEmpty();
        assertThat(book.beyondMemory()).isOne();
        assertThat(book.gap()).isNull();
        assertThat(book.judged()).isEqualTo(5000);
    }

    @Test
    void ordersPutAwayBeforeTheyWereFinal_leaveAGap() {
        for (int i = 0; i < 1500; i++) {
            book.add(new Fact.Order("o" + i, "k", START, "PAYMENT_PENDING", 1, "EUR", null));
        }

        assertThat(book.gap()).contains("500 orders");
    }

    @Test
    void stragglers_areThoseNotFinalInTime() {
        order("in-time", "DECLINED");
        book.add(new Fact.Order("late", "k", START, "CONFIRMED", 1, "EUR", START.plusSeconds(31)));
        book.add(new Fact.Order("never", "k", START, "PAYMENT_PENDING", 1, "EUR", null));
        book.add(new Fact.Order("after", "k", LATER, "PAYMENT_PENDING", 1, "EUR", null));

        assertThat(book.stragglers(START, START.plusSeconds(1), START.plusSeconds(30)))
                .extracting(LaneBook.Straggler::orderId)
                .containsExactly("late", "never");
    }

    private void order(String id, String status) {
        book.add(new Fact.Order(id, "key-" + id, START, status, 1180, "EUR", START));
    }

    private void charge(@Nullable String id, String orderId, String status, long amount) {
        book.add(new Fact.Charge(id, orderId, status, amount, "EUR", START));
    }

    private void reservation(String orderId, boolean held) {
        book.add(new Fact.Reservation(orderId, held, Map.of("TEA", 2L), START));
    }

    private List<Finding> findings() {
        book.judgeOrders(LATER);
        return book.findings(LATER);
    }

    private List<String> findings(Invariant invariant) {
        Predicate<Finding> wanted = finding -> finding.invariant() == invariant;
        return findings().stream().filter(wanted).map(Finding::words).toList();
    }
}
