package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries, held goods and stock of each product. They are compared only after a complete reading:
 * the line of a product's stock moves with every change, so in any other reading it may lie beyond
 * the horizon while the reservations before the horizon are known.
 */
final class StockLedger {

    private final Map<String, Line> lines = new HashMap<>();
    private final ForgottenGoods forgotten;
    private Instant judgedUpTo = Instant.EPOCH;
    private boolean known = true;
    private List<Finding> findings = List.of();

    /**
     * @param mostForgotten the most orders with held goods that are kept in mind after they were
     *     put away
     */
    StockLedger(int mostForgotten) {
        this.forgotten = new ForgottenGoods(mostForgotten);
    }

    private static final class Line {
        long delivered;
        long held;
        @Nullable Long stock;
    }

    void delivered(Fact.Delivery delivery) {
        line(delivery.sku()).delivered += delivery.quantity();
    }

    void stock(Fact.Stock stock) {
        line(stock.sku()).stock = stock.stock();
    }

    /** Takes what a page told of an order's reservation. */
    void reserved(OrderRecord order, Fact.Reservation now) {
        Fact.Reservation before = order.counted;
        if (before != null && before.held() || before == null && forgotten.remove(order.orderId)) {
            Map<String, Long> held = before == null ? now.items() : before.items();
            held.forEach((sku, quantity) -> line(sku).held -= quantity);
        } else if (before == null) {
            order.countedAsNew = true;
        }
        if (now.held()) {
            now.items().forEach((sku, quantity) -> line(sku).held += quantity);
        }
        order.counted = now;
        checkAge(order);
    }

    /** What was counted as new may be an order whose goods were held before memory ended. */
    void checkAge(OrderRecord order) {
        Fact.Order placed = order.order;
        if (order.countedAsNew
                && placed != null
                && !placed.createdAt().isAfter(forgotten.droppedUpTo())) {
            known = false;
        }
    }

    /** Keeps in mind whether an order that is put away holds goods. */
    void forget(OrderRecord order) {
        Fact.Reservation counted = order.counted;
        if (counted != null && counted.held()) {
            Fact.Order placed = order.order;
            forgotten.add(order.orderId, placed == null ? Instant.MIN : placed.createdAt());
        }
    }

    /** Judges after a reading that told all that was committed by {@code readUpTo}. */
    void judge(Instant readUpTo) {
        List<Finding> found = new ArrayList<>();
        if (known) {
            lines.forEach((sku, line) -> judge(sku, line, found));
        }
        findings = found;
        judgedUpTo = readUpTo;
    }

    /** What the last judgement found. */
    List<Finding> findings() {
        return findings;
    }

    /** Up to when the stock has been judged. */
    Instant judgedUpTo() {
        return judgedUpTo;
    }

    /** False once goods have moved of which it isn't known any more whether they were held. */
    boolean isKnown() {
        return known;
    }

    private static void judge(String sku, Line line, List<Finding> found) {
        Long stock = line.stock;
        if (stock == null) {
            return;
        }
        if (stock < 0) {
            found.add(
                    new Finding(
                            Invariant.STOCK_NOT_NEGATIVE,
                            "product " + sku + " has stock " + stock));
        }
        long expected = line.delivered - line.held;
        if (stock != expected) {
            found.add(
                    new Finding(
                            Invariant.STOCK_BALANCES,
                            "product %s has stock %d, but %d delivered - %d held = %d"
                                    .formatted(sku, stock, line.delivered, line.held, expected)));
        }
    }

    private Line line(String sku) {
        return lines.computeIfAbsent(sku, unknown -> new Line());
    }
}
