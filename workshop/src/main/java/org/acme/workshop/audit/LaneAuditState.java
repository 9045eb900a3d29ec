package org.acme.workshop.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.jspecify.annotations.Nullable;

/**
 * The books of one lane side by side.
 *
 * <p>Bounded: beyond the given number of orders the oldest settled ones are put away. A fact that
 * comes later about one of those opens it again: the three services are asked about that order
 * before anything is said. Not thread-safe.
 */
final class LaneBook {

    private static final int FORGOTTEN_GOODS = 1_000_000;

    private final int mostOrders;
    private final Duration finalFor;
    private final LinkedHashMap<String, OrderFile> files = new LinkedHashMap<>();
    private final Map<String, OrderFile> open = new HashMap<>();
    private final Map<String, String> orderOfKey = new HashMap<>();
    private final List<Finding> sharedKeys = new ArrayList<>();
    private final ArrayDeque<String> patrol = new ArrayDeque<>();
    private final ForgottenGoods forgottenGoods = new ForgottenGoods(FORGOTTEN_GOODS);
    private final StockBook stock = new StockBook();
    private long judged;
    private long answered;
    private long kept;
    private long putAway;
    private long lostUnjudged;
    private long beyondMemory;
    private Instant forgottenUpTo = Instant.MIN;
    private Instant stockJudgedUpTo = Instant.EPOCH;
    private boolean stockKnown = true;
    private List<Finding> stockFindings = List.of();

    /**
     * @param finalFor orders are judged when they have been final for this long
     */
    LaneBook(int mostOrders, Duration finalFor) {
        this.mostOrders = mostOrders;
        this.finalFor = finalFor;
    }

    /** Takes a promise that a user was given. */
    void answered(AnsweredKey promise) {
        answered++;
        OrderFile file = file(promise.orderId(), promise.at());
        file.told = promise;
        reopen(file);
        keep(file);
    }

    /** Takes a line from a page of a service's books. */
    void add(Fact fact) {
        if (fact instanceof Fact.Order order) {
            put(order.orderId(), fact);
        } else if (fact instanceof Fact.Charge charge) {
            put(charge.orderId(), fact);
        } else if (fact instanceof Fact.Reservation reservation) {
            count(put(reservation.orderId(), fact), reservation);
        } else if (fact instanceof Fact.Delivery delivery) {
            stock.delivered(delivery);
        } else if (fact instanceof Fact.Stock level) {
            stock.stock(level);
        }
    }

    private OrderFile put(String orderId, Fact fact) {
        OrderFile file = file(orderId, fact.at());
        boolean first = file.order == null;
        if (file.put(fact)) {
            reopen(file);
        }
        if (fact instanceof Fact.Order order) {
            file.fragment |= first && !order.createdAt().isAfter(forgottenUpTo);
            own(order);
            keep(file);
        }
        return file;
    }

    private void count(OrderFile file, Fact.Reservation now) {
        Fact.Reservation before = file.counted;
        if (before == null && forgottenGoods.contains(file.orderId)) {
            before = new Fact.Reservation(file.orderId, true, now.items(), now.at());
        } else if (before == null && forgottenGoods.overflowed()) {
            stockKnown = false;
        }
        stock.reserved(before, now);
        file.counted = now;
    }

    private void own(Fact.Order order) {
        if (order.key().isEmpty()) {
            return;
        }
        String owner = orderOfKey.putIfAbsent(order.key(), order.orderId());
        if (owner != null && !owner.equals(order.orderId())) {
            String words =
                    "key " + order.key() + " has orders " + owner + " and " + order.orderId();
            Finding finding = new Finding(Invariant.ONE_ORDER_A_KEY, words);
            if (!sharedKeys.contains(finding) && sharedKeys.size() < mostOrders) {
                sharedKeys.add(finding);
            }
        }
    }

    private void keep(OrderFile file) {
        AnsweredKey told = file.told;
        Fact.Order order = file.order;
        boolean now = told != null && order != null && order.key().equals(told.key());
        if (now && !file.promiseKept) {
            file.promiseKept = true;
            kept++;
        }
    }

    private OrderFile file(String orderId, Instant at) {
        OrderFile file = files.get(orderId);
        if (file == null) {
            file = new OrderFile(orderId, at);
            files.put(orderId, file);
            open.put(orderId, file);
            patrol.add(orderId);
            makeRoom();
        }
        return file;
    }

    private void reopen(OrderFile file) {
        file.settled = false;
        file.asked = false;
        open.put(file.orderId, file);
    }

    private void makeRoom() {
        if (files.size() <= mostOrders) {
            return;
        }
        Iterator<OrderFile> oldest = files.values().iterator();
        while (oldest.hasNext()) {
            OrderFile file = oldest.next();
            if (file.settled) {
                oldest.remove();
                forget(file);
                putAway++;
                return;
            }
        }
        OrderFile lost = files.values().iterator().next();
        files.remove(lost.orderId);
        forget(lost);
        lostUnjudged++;
    }

    private void forget(OrderFile file) {
        open.remove(file.orderId);
        Fact.Order order = file.order;
        if (order != null) {
            orderOfKey.remove(order.key(), file.orderId);
            if (order.createdAt().isAfter(forgottenUpTo)) {
                forgottenUpTo = order.createdAt();
            }
        }
        Fact.Reservation counted = file.counted;
        if (counted != null && counted.held()) {
            forgottenGoods.add(file.orderId);
        }
    }

    /** Judges every order that has something new and has been final long enough. */
    void judgeOrders(Instant readUpTo) {
        Instant upTo = readUpTo.minus(finalFor);
        for (Iterator<OrderFile> each = open.values().iterator(); each.hasNext(); ) {
            OrderFile file = each.next();
            boolean firstTime = !file.judged;
            file.judge(upTo);
            judged += firstTime && file.judged && file.order != null ? 1 : 0;
            if (file.settled) {
                each.remove();
            }
        }
    }

    /** Judges the stock after a reading that told all that was committed by {@code readUpTo}. */
    void judgeStock(Instant readUpTo) {
        stockFindings = stockKnown ? stock.judge() : List.of();
        stockJudgedUpTo = readUpTo;
    }

    /** Up to when the stock has been judged. */
    Instant stockJudgedUpTo() {
        return stockJudgedUpTo;
    }

    /** Orders about which the services must be asked before anything is said. */
    List<String> suspects(int most) {
        return open.values().stream()
                .filter(file -> file.suspected)
                .limit(most)
                .map(file -> file.orderId)
                .toList();
    }

    /** How many orders wait to be asked about. */
    long suspects() {
        return open.values().stream().filter(file -> file.suspected).count();
    }

    /** The next orders to look at again, all of them in turn: their lines must still be there. */
    List<String> patrol(int most) {
        List<String> next = new ArrayList<>(most);
        for (int looked = patrol.size(); looked > 0 && next.size() < most; looked--) {
            String id = patrol.remove();
            if (files.containsKey(id)) {
                next.add(id);
                patrol.add(id);
            }
        }
        return next;
    }

    /** Takes what all three services say of these orders now. */
    void asked(Collection<String> orderIds, List<Fact> current) {
        Map<String, List<Fact>> byOrder = new HashMap<>();
        for (Fact fact : current) {
            String id = orderId(fact);
            if (id != null) {
                byOrder.computeIfAbsent(id, first -> new ArrayList<>(4)).add(fact);
            }
        }
        for (String id : orderIds) {
            OrderFile file = files.get(id);
            if (file != null) {
                asked(file, byOrder.getOrDefault(id, List.of()));
            }
        }
    }

    private void asked(OrderFile file, List<Fact> current) {
        boolean knewOrder = file.order != null;
        if (file.missing(current)) {
            reopen(file);
        }
        current.forEach(fact -> put(file.orderId, fact));
        if (!knewOrder && file.order != null && putAway > 0) {
            beyondMemory++;
        }
        file.asked = true;
    }

    private static @Nullable String orderId(Fact fact) {
        if (fact instanceof Fact.Order order) {
            return order.orderId();
        }
        if (fact instanceof Fact.Charge charge) {
            return charge.orderId();
        }
        return fact instanceof Fact.Reservation reservation ? reservation.orderId() : null;
    }

    /** All that is wrong now. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(sharedKeys);
        open.values().forEach(file -> all.addAll(file.findings));
        all.addAll(stockFindings);
        return all;
    }

    /** All orders that are remembered: every one that was created after {@link #forgottenUpTo}. */
    Collection<OrderFile> files() {
        return files.values();
    }

    /** When the youngest of the orders that were put away was created. */
    Instant forgottenUpTo() {
        return forgottenUpTo;
    }

    /** Orders created before an instant that are not final yet. */
    List<OrderFile> unfinishedBefore(Instant instant) {
        return open.values().stream().filter(file -> file.isUnfinishedSince(instant)).toList();
    }

    long judged() {
        return judged;
    }

    long openOrders() {
        return open.values().stream().filter(file -> file.findings.isEmpty()).count();
    }

    /** Promises to users so far. */
    long answered() {
        return answered;
    }

    /** Promises that were found in the books. */
    long kept() {
        return kept;
    }

    /** Why a verdict on this book can't be complete, or null. */
    @Nullable String gap() {
        if (lostUnjudged > 0) {
            return lostUnjudged + " orders were put away before they were judged";
        }
        if (!stockKnown) {
            return "goods of orders that were put away long ago have moved";
        }
        long suspects = suspects();
        return suspects > 0
                ? suspects + " suspicions wait for the services to be asked again"
                : null;
    }

    /** How many orders came up again after they had been put away, and were looked up. */
    long beyondMemory() {
        return beyondMemory;
    }
}
