package org.acme.workshop.audit;

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
final class StockBook {

    private final Map<String, Line> lines = new HashMap<>();

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

    /** The reservation of an order changed from {@code before} (null: there was none). */
    void reserved(Fact.@Nullable Reservation before, Fact.Reservation now) {
        if (before != null && before.held()) {
            before.items().forEach((sku, quantity) -> line(sku).held -= quantity);
        }
        if (now.held()) {
            now.items().forEach((sku, quantity) -> line(sku).held += quantity);
        }
    }

    /** Judges after a reading; everything committed by then is known. */
    List<Finding> judge() {
        List<Finding> found = new ArrayList<>();
        lines.forEach((sku, line) -> judge(sku, line, found));
        return found;
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
