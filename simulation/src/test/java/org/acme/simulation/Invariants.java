package org.acme.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.ReservationFact;

/** Checks what must be true at the end of a history: the rules that the auditor checks as well. */
final class Invariants {

    private final History history;
    private final List<String> violations = new ArrayList<>();

    private Invariants(History history) {
        this.history = history;
    }

    static List<String> violations(History history) {
        Invariants invariants = new Invariants(history);
        history.store.all().forEach(invariants::judge);
        history.records.told.forEach(invariants::judge);
        invariants.judgeStock();
        invariants.violations.addAll(history.records.violations);
        return invariants.violations;
    }

    private void judge(Order order) {
        String name = order.purchase().idempotencyKey() + " " + order.facts();
        history.records.count("ends: " + order.facts());
        if (!order.facts().isFinal()) {
            violations.add(name + " is never final");
            return;
        }
        List<Long> money = history.gateway.unrefunded(order.id());
        List<StockLine> goods = history.inventory.held(order.id());
        if (order.status() == OrderStatus.CONFIRMED) {
            if (!money.equals(List.of(order.purchase().totalMinor()))) {
                violations.add(name + " is sold, but its unrefunded charges are " + money);
            }
            if (!goods.equals(ordered(order))) {
                violations.add(name + " is sold, but held is " + goods);
            }
        } else {
            if (!money.isEmpty()) {
                violations.add(name + " is not sold, but its unrefunded charges are " + money);
            }
            if (!goods.isEmpty()) {
                violations.add(name + " is not sold, but held is " + goods);
            }
        }
    }

    private static List<StockLine> ordered(Order order) {
        return order.purchase().stock().stream()
                .sorted(Comparator.comparing(StockLine::sku))
                .toList();
    }

    private void judge(History.Told told) {
        Optional<Order> kept = history.store.byKey(told.key());
        if (kept.isEmpty() || !kept.get().id().equals(told.order().id())) {
            violations.add(told.key() + " was answered with an order that is not its own");
            return;
        }
        OrderStatus end = kept.get().status();
        OrderStatus word = told.order().status();
        boolean mayBeOversold =
                told.order().facts().reservation() == ReservationFact.OWED
                        && end == OrderStatus.CANCELLED;
        boolean kind =
                switch (word) {
                    case PAYMENT_PENDING -> true;
                    case CONFIRMED -> end == OrderStatus.CONFIRMED || mayBeOversold;
                    case DECLINED -> end == OrderStatus.DECLINED;
                    case CANCELLING -> end == OrderStatus.CANCELLED || end == OrderStatus.FAILED;
                    case CANCELLED, FAILED -> end == word;
                };
        if (!kind) {
            violations.add(told.key() + " was told " + word + " and became " + end);
        }
    }

    private void judgeStock() {
        Map<String, Long> held = new HashMap<>();
        for (Order order : history.store.all()) {
            for (StockLine line : history.inventory.held(order.id())) {
                held.merge(line.sku(), (long) line.quantity(), Long::sum);
            }
        }
        for (UUID order : history.foreign) {
            for (StockLine line : history.inventory.held(order)) {
                held.merge(line.sku(), (long) line.quantity(), Long::sum);
            }
        }
        history.inventory
                .stock()
                .forEach(
                        (sku, left) -> {
                            long delivered = history.records.deliveredOf(sku);
                            if (left < 0 || left != delivered - held.getOrDefault(sku, 0L)) {
                                violations.add(
                                        "%s: %d left, %d delivered, %d held"
                                                .formatted(
                                                        sku,
                                                        left,
                                                        delivered,
                                                        held.getOrDefault(sku, 0L)));
                            }
                        });
    }
}
