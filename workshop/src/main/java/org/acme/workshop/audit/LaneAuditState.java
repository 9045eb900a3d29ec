package org.acme.workshop.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.jspecify.annotations.Nullable;

/**
 * The auditor's knowledge of one lane: the books of its three services, matched by order.
 *
 * <p>Bounded: beyond the given number of orders the oldest settled ones are removed. A later fact
 * about such an order brings it back: the three services are asked about it before it is judged.
 * Not thread-safe.
 */
final class LaneAuditState {

    private static final int FORGOTTEN_GOODS = 1_000_000;

    private final Duration finalFor;
    private final OrderRecords orders;
    private final KeyIndex keys;
    private final StockLedger stock = new StockLedger(FORGOTTEN_GOODS);
    private long judged;
    private long answered;
    private long kept;
    private long beyondMemory;

    /**
     * @param finalFor orders are judged when they have been final for this long
     */
    LaneAuditState(int mostOrders, Duration finalFor) {
        this.orders = new OrderRecords(mostOrders);
        this.keys = new KeyIndex(mostOrders);
        this.finalFor = finalFor;
    }

    /** Adds an order that a user was promised. */
    void answered(AnsweredKey promise) {
        answered++;
        OrderRecord order = order(promise.orderId(), promise.at());
        order.told = promise;
        orders.reopen(order);
        keep(order);
    }

    /** Adds a line from a page of a service's books. */
    void add(Fact fact) {
        fact.addTo(this);
    }

    void addReserved(Fact.Reservation reservation) {
        stock.reserved(put(reservation), reservation);
    }

    void addDelivered(Fact.Delivery delivery) {
        stock.delivered(delivery);
    }

    void addStock(Fact.Stock level) {
        stock.stock(level);
    }

    /** Stores a line in the record of its order. */
    OrderRecord put(Fact.AboutOrder fact) {
        OrderRecord order = order(fact.orderId(), fact.at());
        if (fact.storeIn(order)) {
            orders.reopen(order);
        }
        return order;
    }

    /** Stores checkout's line of an order, which may also keep a promise to its user. */
    void putPlaced(Fact.Order placed) {
        OrderRecord known = orders.find(placed.orderId());
        boolean first = known == null || known.order == null;
        OrderRecord order = put(placed);
        order.fragment |= first && !placed.createdAt().isAfter(orders.forgottenUpTo());
        keys.add(placed);
        stock.checkAge(order);
        keep(order);
    }

    private void keep(OrderRecord order) {
        AnsweredKey told = order.told;
        Fact.Order placed = order.order;
        boolean now = told != null && placed != null && placed.key().equals(told.key());
        if (now && !order.promiseKept) {
            order.promiseKept = true;
            kept++;
        }
    }

    private OrderRecord order(String orderId, Instant at) {
        OrderRecord known = orders.find(orderId);
        if (known != null) {
            return known;
        }
        OrderRecord added = orders.add(orderId, at);
        OrderRecord forgotten = orders.makeRoom();
        if (forgotten != null) {
            forget(forgotten);
        }
        return added;
    }

    private void forget(OrderRecord order) {
        Fact.Order placed = order.order;
        if (placed != null) {
            keys.forget(placed);
        }
        stock.forget(order);
    }

    /** Judges every order with new facts that has been final long enough. */
    void judgeOrders(Instant readUpTo) {
        judged += orders.judge(readUpTo.minus(finalFor));
    }

    /** Judges the stock after a reading that covered everything committed by {@code readUpTo}. */
    void judgeStock(Instant readUpTo) {
        stock.judge(readUpTo);
    }

    /** Returns the time up to which the stock has been judged. */
    Instant stockJudgedUpTo() {
        return stock.judgedUpTo();
    }

    /** Returns suspicious orders about which the services must be asked again. */
    List<String> suspects(int most) {
        return orders.open().stream()
                .filter(order -> order.suspected)
                .limit(most)
                .map(order -> order.orderId)
                .toList();
    }

    /** Returns the number of suspicious orders. */
    long suspects() {
        return orders.open().stream().filter(order -> order.suspected).count();
    }

    /** Returns the next orders to check again, in rotation: their lines must still exist. */
    List<String> patrol(int most) {
        return orders.patrol(most);
    }

    /** Adds the current facts of all three services about these orders. */
    void asked(Collection<String> orderIds, List<Fact.AboutOrder> current) {
        Map<String, List<Fact.AboutOrder>> byOrder =
                current.stream().collect(Collectors.groupingBy(Fact.AboutOrder::orderId));
        for (String id : orderIds) {
            OrderRecord order = orders.find(id);
            if (order != null) {
                asked(order, byOrder.getOrDefault(id, List.of()));
            }
        }
    }

    private void asked(OrderRecord order, List<Fact.AboutOrder> current) {
        boolean wasKnown = order.order != null;
        if (order.missing(current)) {
            orders.reopen(order);
        }
        current.forEach(fact -> fact.putInto(this));
        if (!wasKnown && order.order != null && orders.putAway() > 0) {
            beyondMemory++;
        }
        order.asked = true;
    }

    /** Returns all current findings. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(keys.findings());
        orders.open().forEach(order -> all.addAll(order.findings));
        all.addAll(stock.findings());
        return all;
    }

    /** Returns the orders in memory. */
    OrderRecords orders() {
        return orders;
    }

    /** Returns orders created before a time that are not final yet. */
    List<OrderRecord> unfinishedBefore(Instant instant) {
        return orders.open().stream().filter(order -> order.isUnfinishedSince(instant)).toList();
    }

    /** Returns how many orders have been judged so far. */
    long judged() {
        return judged;
    }

    /** Returns how many orders are not judged yet and have no finding. */
    long openOrders() {
        return orders.open().stream().filter(order -> order.findings.isEmpty()).count();
    }

    /** Returns the number of promises to users so far. */
    long answered() {
        return answered;
    }

    /** Returns the number of promises that were found in the books. */
    long kept() {
        return kept;
    }

    /** Returns why a verdict on this lane can't be complete, or null. */
    @Nullable String gap() {
        if (orders.lostUnjudged() > 0) {
            return orders.lostUnjudged() + " orders left the memory before they were judged";
        }
        if (!stock.isKnown()) {
            return "goods of orders that were removed from memory long ago have moved";
        }
        long suspects = suspects();
        return suspects > 0
                ? suspects + " suspicions wait for the services to be asked again"
                : null;
    }

    /** Returns how many removed orders appeared again and were read again. */
    long beyondMemory() {
        return beyondMemory;
    }
}
