package org.acme.workshop.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries, held goods and stock of each product. A reading that isn't complete may catch a
 * product between two lines of its books: then a difference counts only when every reading for a
 * while has shown it.
 */
final class StockBook {

    private final Map<String, Line> lines = new HashMap<>();
    private final Duration patience;

    StockBook(Duration patience) {
        this.patience = patience;
    }

    private static final class Line {
        long delivered;
        long held;
        @Nullable Long stock;
        @Nullable Instant wrongSince;
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

    /**
     * Judges after a reading that reached the end of the books.
     *
     * @param complete everything committed is known
     */
    List<Finding> judge(Instant readAt, boolean complete) {
        List<Finding> found = new ArrayList<>();
        lines.forEach((sku, line) -> judge(sku, line, readAt, complete, found));
        return found;
    }

    private void judge(
            String sku, Line line, Instant readAt, boolean complete, List<Finding> found) {
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
        if (stock == expected) {
            line.wrongSince = null;
            return;
        }
        Instant since = line.wrongSince == null ? readAt : line.wrongSince;
        line.wrongSince = since;
        if (complete || !readAt.isBefore(since.plus(patience))) {
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
