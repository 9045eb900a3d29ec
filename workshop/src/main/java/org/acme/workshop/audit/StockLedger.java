package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares deliveries, held goods and stock of each product, but only after a complete reading: the
 * line of a product's stock moves with every change, so in any other reading it may lie beyond the
 * horizon while the reservations before the horizon are known.
 */
final class StockLedger {

    private final Map<String, Line> lines = new HashMap<>();
    private final ForgottenGoods forgotten;
    private Instant judgedUpTo = Instant.EPOCH;
    private boolean known = true;
    private List<Finding> findings = List.of();

    /**
     * @param mostForgotten the largest number of removed orders with held goods that are remembered
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

    /** Adds a line of an order's reservation. */
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

    /**
     * Checks whether a reservation that was counted as new may belong to an order from before the
     * memory's limit.
     */
    void checkAge(OrderRecord order) {
        Fact.Order placed = order.order;
        if (order.countedAsNew
                && placed != null
                && !placed.createdAt().isAfter(forgotten.droppedUpTo())) {
            known = false;
        }
    }

    /** Remembers whether an order that is removed holds goods. */
    void forget(OrderRecord order) {
        Fact.Reservation counted = order.counted;
        if (counted != null && counted.held()) {
            Fact.Order placed = order.order;
            forgotten.add(order.orderId, placed == null ? Instant.MIN : placed.createdAt());
        }
    }

    /** Judges the stock after a reading that covered everything committed by {@code readUpTo}. */
    void judge(Instant readUpTo) {
        List<Finding> found = new ArrayList<>();
        if (known) {
            lines.forEach((sku, line) -> judge(sku, line, found));
        }
        findings = found;
        judgedUpTo = readUpTo;
    }

    /** Returns the findings of the last judgement. */
    List<Finding> findings() {
        return findings;
    }

    /** Returns the time up to which the stock has been judged. */
    Instant judgedUpTo() {
        return judgedUpTo;
    }

    /**
     * Returns false once goods have moved of which it is no longer known whether they were held.
     */
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
