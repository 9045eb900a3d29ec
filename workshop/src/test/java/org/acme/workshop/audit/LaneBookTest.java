package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.AnsweredKeys.Told;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneBookTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final LaneBook book = new LaneBook(1000, Duration.ofSeconds(10));
    private final Map<String, Fact> told = new LinkedHashMap<>();

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
        assertThat(OrderTally.judgedSince(book.files(), START))
                .as("before anybody judged")
                .isZero();
        assertThat(findings()).isEmpty();

        assertThat(OrderTally.judgedSince(book.files(), START)).isOne();
        assertThat(OrderTally.judgedSince(book.files(), START.plusSeconds(1))).isZero();
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

        assertThat(findings(START.plusSeconds(9))).isEmpty();

        assertThat(findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
    }

    @Test
    void tombstoneWithoutACharge_holds() {
        order("o1", "FAILED");
        tell(new Fact.Charge(null, "o1", "voided", 0, "", START));

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
        tell(order("o1", "k1", START, "PAYMENT_PENDING", 1180, null));
        charge("c1", "o1", "paid", 1180);

        assertThat(findings()).isEmpty();
        assertThat(book.openOrders()).isOne();
    }

    @Test
    void finalForTenSeconds_isJudged_notBefore() {
        order("o1", "CONFIRMED");

        assertThat(findings(START.plusSeconds(9))).isEmpty();
        assertThat(findings(START.plusSeconds(10))).isNotEmpty();
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
        book.answered(promise("key-o1", "o1"));
        order("o1", "DECLINED");
        order("o2", "DECLINED");
        book.answered(promise("key-o2", "o2"));

        assertThat(findings()).isEmpty();
        assertThat(book.kept()).isEqualTo(2);
    }

    @Test
    void answeredKeyWithoutItsOrder_isFound() {
        book.answered(promise("k1", "o1"));

        assertThat(findings(Invariant.ANSWERED_KEY_HAS_ORDER))
                .singleElement()
                .asString()
                .contains("k1", "o1");
    }

    @Test
    void answeredKeyWhoseOrderHasAnotherKey_isFound() {
        book.answered(promise("another", "o1"));
        order("o1", "DECLINED");

        assertThat(findings(Invariant.ANSWERED_KEY_HAS_ORDER)).hasSize(1);
    }

    @Test
    void stock_isDeliveredMinusHeld() {
        tell(new Fact.Delivery("TEA", 100, START));
        order("o1", "CONFIRMED");
        charge("c1", "o1", "paid", 1180);
        reservation("o1", true);
        tell(new Fact.Stock("TEA", 98, START));

        book.judgeStock(LATER);

        assertThat(findings()).isEmpty();
    }

    @Test
    void stockThatDoesNotBalance_isFoundInACompleteReading() {
        tell(new Fact.Delivery("TEA", 100, START));
        tell(new Fact.Stock("TEA", 99, START));
        assertThat(findings(Invariant.STOCK_BALANCES)).isEmpty();

        book.judgeStock(LATER);

        assertThat(findings(Invariant.STOCK_BALANCES)).singleElement().asString().contains("TEA");
    }

    @Test
    void negativeStock_isFoundAtOnce() {
        tell(new Fact.Stock("TEA", -1, START));

        book.judgeStock(LATER);

        assertThat(findings(Invariant.STOCK_NOT_NEGATIVE)).hasSize(1);
    }

    @Test
    void aSecondChargeOfAnOrderThatWasPutAway_isFound() {
        confirmed("o1");
        putAwayAll();

        charge("c2", "o1", "paid", 1180);

        assertThat(findings(Invariant.ONE_CHARGE_AN_ORDER).toString()).contains("c1", "c2");
        assertThat(book.beyondMemory()).isOne();
    }

    @Test
    void aLateLineAboutAnOrderThatWasPutAway_isJudgedWithAllItsLines() {
        confirmed("o1");
        putAwayAll();

        tell(new Fact.Charge("c1", "o1", "paid", 1180, "EUR", LATER));

        assertThat(findings()).isEmpty();
        assertThat(book.gap()).isNull();
    }

    @Test
    void suspicions_areNoFindings_andNothingHolds_untilTheServicesWereAsked() {
        charge("c1", "o1", "paid", 1180);

        book.judgeOrders(LATER);

        assertThat(book.findings()).isEmpty();
        assertThat(book.gap()).contains("1 suspicions");
        assertThat(findings(Invariant.NO_CHARGE_WITHOUT_SALE)).hasSize(1);
        assertThat(book.gap()).isNull();
    }

    @Test
    void goodsOfOrdersThatWerePutAway_stillCount() {
        tell(new Fact.Delivery("TEA", 100, START));
        confirmed("o1");
        tell(new Fact.Stock("TEA", 98, START));
        putAwayAll();

        reservation("o1", false);
        tell(new Fact.Stock("TEA", 100, LATER));
        book.judgeStock(LATER);

        assertThat(findings(Invariant.STOCK_BALANCES)).isEmpty();
        assertThat(findings(Invariant.CONFIRMED_HAS_GOODS)).hasSize(1);
    }

    @Test
    void anOrderThatIsGone_isFound_onPatrol() {
        confirmed("o1");
        assertThat(findings()).isEmpty();
        told.remove("order o1");

        book.asked(book.patrol(10), current(List.of("o1")));

        assertThat(findings(Invariant.NOTHING_VANISHES)).hasSize(1);
    }

    private void confirmed(String id) {
        order(id, "CONFIRMED");
        charge("c" + id.substring(1), id, "paid", 1180);
        reservation(id, true);
    }

    private void putAwayAll() {
        for (int i = 0; i < 1200; i++) {
            order("later-" + i, "DECLINED");
            book.judgeOrders(LATER);
        }
        assertThat(book.files()).noneMatch(file -> file.orderId.equals("o1"));
    }

    @Test
    void ordersPutAwayBeforeTheyWereFinal_leaveAGap() {
        for (int i = 0; i < 1500; i++) {
            tell(order("o" + i, "k", START, "PAYMENT_PENDING", 1, null));
        }

        assertThat(book.gap()).contains("500 orders");
    }

    @Test
    void stragglers_areThoseNotFinalInTime() {
        order("in-time", "DECLINED");
        tell(order("late", "k", START, "CONFIRMED", 1, START.plusSeconds(31)));
        tell(order("never", "k", START, "PAYMENT_PENDING", 1, null));
        tell(order("after", "k", LATER, "PAYMENT_PENDING", 1, null));

        assertThat(
                        OrderTally.stragglers(
                                book.files(), START, START.plusSeconds(1), START.plusSeconds(30)))
                .extracting(OrderTally.Straggler::orderId)
                .containsExactly("late", "never");
    }

    private void order(String id, String status) {
        tell(order(id, "key-" + id, START, status, 1180, START));
    }

    private static Fact.Order order(
            String id,
            String key,
            Instant createdAt,
            String status,
            long total,
            @Nullable Instant finalSince) {
        return new Fact.Order(
                id, key, createdAt, status, "-", total, "EUR", Map.of("TEA", 2L), finalSince);
    }

    private static AnsweredKey promise(String key, String orderId) {
        return new AnsweredKey(key, orderId, START, new Told(Outcome.PENDING, 1180L, "EUR", false));
    }

    private void charge(String id, String orderId, String status, long amount) {
        tell(new Fact.Charge(id, orderId, status, amount, "EUR", START));
    }

    private void reservation(String orderId, boolean held) {
        tell(new Fact.Reservation(orderId, held, Map.of("TEA", 2L), START));
    }

    /** What the services' books say now, by line; the auditor reads it. */
    private void tell(Fact fact) {
        if (fact instanceof Fact.Order order) {
            told.put("order " + order.orderId(), fact);
        } else if (fact instanceof Fact.Charge charge) {
            told.put("charge " + charge.chargeId() + " of " + charge.orderId(), fact);
        } else if (fact instanceof Fact.Reservation reservation) {
            told.put("reservation of " + reservation.orderId(), fact);
        }
        book.add(fact);
    }

    private List<Fact> current(List<String> orderIds) {
        return told.entrySet().stream()
                .filter(line -> orderIds.contains(line.getKey().replaceAll(".* ", "")))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<Finding> findings() {
        return findings(LATER);
    }

    private List<Finding> findings(Instant readUpTo) {
        book.judgeOrders(readUpTo);
        List<String> suspects = book.suspects(1000);
        book.asked(suspects, current(suspects));
        book.judgeOrders(readUpTo);
        return book.findings();
    }

    private List<String> findings(Invariant invariant) {
        Predicate<Finding> wanted = finding -> finding.invariant() == invariant;
        return findings().stream().filter(wanted).map(Finding::words).toList();
    }
}
