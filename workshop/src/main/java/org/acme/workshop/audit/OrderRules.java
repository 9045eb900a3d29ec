package org.acme.workshop.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.AnsweredKeys.Told;
import org.jspecify.annotations.Nullable;

/** Contains the rules for single orders. */
final class OrderRules {

    /** The allowed final states of an order with goods from live stock, by the user's answer. */
    private static final Map<String, Set<String>> AFTER =
            Map.of(
                    "confirmed", Set.of("CONFIRMED"),
                    "declined", Set.of("DECLINED"),
                    "conflict", Set.of("CANCELLING", "CANCELLED", "FAILED"));

    /** Goods promised from a snapshot may be sold out: then the money is refunded. */
    private static final Set<String> OVERSOLD = Set.of("CANCELLING", "CANCELLED");

    private OrderRules() {}

    /**
     * Adds the findings about an order.
     *
     * @param due the order is final, or unknown to checkout, for long enough
     * @param upTo every fact before this instant has been read
     */
    static void judge(OrderRecord record, boolean due, Instant upTo, List<Finding> found) {
        AnsweredKey told = record.told;
        if (told != null && !told.at().isAfter(upTo)) {
            promise(record, told, found);
        }
        List<Fact.Charge> unrefunded =
                record.charges().stream().filter(Fact.Charge::unrefunded).toList();
        if (due) {
            charges(record, unrefunded, found);
            refunds(record, found);
            goods(record, found);
        }
    }

    private static void promise(OrderRecord record, AnsweredKey promise, List<Finding> found) {
        Fact.Order order = record.order;
        if (order == null || !order.key().equals(promise.key())) {
            String books = order == null ? "not in the books" : "there under key " + order.key();
            found.add(
                    new Finding(
                            Invariant.ANSWERED_KEY_HAS_ORDER,
                            "key %s was answered with order %s, which is %s"
                                    .formatted(promise.key(), record.orderId, books)));
            return;
        }
        Told told = promise.told();
        String outcome = told.outcome().label();
        Set<String> allowed = AFTER.get(outcome);
        boolean oversold =
                outcome.equals("confirmed")
                        && told.cachedStock()
                        && OVERSOLD.contains(order.status());
        if (allowed != null && !allowed.contains(order.status()) && !oversold) {
            contradicts(record, "the user was told " + outcome, order.status(), found);
        }
        Long total = told.totalMinor();
        String currency = told.currency();
        if (total != null && total != order.totalMinor()
                || currency != null && !currency.equals(order.currency())) {
            String amount = order.totalMinor() + " " + order.currency();
            contradicts(record, "the user was told " + total + " " + currency, amount, found);
        }
    }

    private static void contradicts(
            OrderRecord record, String said, String books, List<Finding> found) {
        String words = "order %s: %s, the books say %s".formatted(record.orderId, said, books);
        found.add(new Finding(Invariant.TOLD_IS_KEPT, words));
    }

    private static void charges(
            OrderRecord record, List<Fact.Charge> unrefunded, List<Finding> found) {
        Fact.Order order = record.order;
        if (unrefunded.size() > 1) {
            add(found, Invariant.ONE_CHARGE_AN_ORDER, record, "has " + words(unrefunded));
        }
        if (record.voided && !unrefunded.isEmpty()) {
            add(
                    found,
                    Invariant.NO_CHARGE_AFTER_VOID,
                    record,
                    "is voided, has " + words(unrefunded));
        }
        if (order == null || !order.confirmed()) {
            if (!unrefunded.isEmpty()) {
                String words = "is " + status(order) + " but has " + words(unrefunded);
                add(found, Invariant.NO_CHARGE_WITHOUT_SALE, record, words);
            }
            return;
        }
        boolean paid =
                unrefunded.size() == 1
                        && unrefunded.get(0).amountMinor() == order.totalMinor()
                        && unrefunded.get(0).currency().equals(order.currency());
        if (!paid) {
            String words =
                    "is CONFIRMED for %d %s but has %s"
                            .formatted(order.totalMinor(), order.currency(), words(unrefunded));
            add(found, Invariant.CONFIRMED_IS_PAID, record, words);
        }
    }

    private static void refunds(OrderRecord record, List<Finding> found) {
        Fact.Order order = record.order;
        if (order == null || order.confirmed()) {
            return; // without an order there is no payment fact; a confirmed order is checked above
        }
        boolean refunded = record.charges().stream().anyMatch(Fact.Charge::refunded);
        boolean claimed = order.payment().equals("REFUNDED");
        if (refunded != claimed) {
            String words =
                    "is %s with payment %s, and %s charge of it is refunded"
                            .formatted(order.status(), order.payment(), refunded ? "a" : "no");
            add(found, Invariant.REFUND_HAS_CHARGE, record, words);
        }
    }

    private static void goods(OrderRecord record, List<Finding> found) {
        Fact.Order order = record.order;
        Fact.Reservation reservation = record.reservation;
        boolean held = reservation != null && reservation.held();
        if (order == null || !order.confirmed()) {
            if (held) {
                String words = "is " + status(order) + " but its goods are held";
                add(found, Invariant.HELD_FOR_LIVE_ORDER, record, words);
            }
            return;
        }
        if (!held) {
            add(found, Invariant.CONFIRMED_HAS_GOODS, record, "is CONFIRMED but no goods are held");
        } else if (!Objects.requireNonNull(reservation).items().equals(order.items())) {
            String words =
                    "was " + order.items() + " but " + reservation.items() + " is held for it";
            add(found, Invariant.HELD_IS_WHAT_WAS_ORDERED, record, words);
        }
    }

    private static void add(
            List<Finding> found, Invariant invariant, OrderRecord record, String words) {
        found.add(new Finding(invariant, "order " + record.orderId + " " + words));
    }

    private static String status(Fact.@Nullable Order order) {
        return order == null ? "unknown to checkout" : order.status();
    }

    private static String words(List<Fact.Charge> charges) {
        return charges.isEmpty()
                ? "no charge"
                : charges.stream().map(Fact.Charge::toString).collect(Collectors.joining(" and "));
    }
}
