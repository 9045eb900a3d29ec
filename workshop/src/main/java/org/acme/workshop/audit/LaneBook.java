package org.acme.workshop.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.OrderFile.Finding;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.jspecify.annotations.Nullable;

/**
 * The books of one lane side by side.
 *
 * <p>Bounded: beyond the given number of orders the eldest settled ones are put away. A fact that
 * comes later about one of those can't be judged any more; it is counted, so that a verdict tells
 * how far it reaches. Not thread-safe.
 */
final class LaneBook {

    private static final int EVICTION_LOOKS = 200;

    private final int mostOrders;
    private final Duration finalFor;
    private final LinkedHashMap<String, OrderFile> files = new LinkedHashMap<>();
    private final Map<String, OrderFile> open = new HashMap<>();
    private final StockBook stock;
    private final KeyBook keys = new KeyBook();
    private long judged;
    private long putAway;
    private long lostUnjudged;
    private long beyondMemory;
    private boolean stockKnown = true;
    private List<Finding> stockFindings = List.of();

    /**
     * @param finalFor orders are judged when they have been final for so long
     */
    LaneBook(int mostOrders, Duration finalFor) {
        this.mostOrders = mostOrders;
        this.finalFor = finalFor;
        this.stock = new StockBook(finalFor);
    }

    /** An order that was not final when it should have been. */
    record Straggler(String orderId, String status) {}

    KeyBook keys() {
        return keys;
    }

    void answered(AnsweredKey promise) {
        keys.answered(promise);
        OrderFile file = files.get(promise.orderId());
        Fact.Order order = file == null ? null : file.order;
        if (order != null) {
            keys.seen(order.orderId(), order.key());
        }
    }

    void add(Fact fact) {
        if (fact instanceof Fact.Order order) {
            file(order.orderId(), fact.at()).order = order;
            keys.seen(order.orderId(), order.key());
        } else if (fact instanceof Fact.Charge charge) {
            file(charge.orderId(), fact.at()).put(charge);
        } else if (fact instanceof Fact.Reservation reservation) {
            OrderFile file = file(reservation.orderId(), fact.at());
            stock.reserved(file.reservation, reservation);
            file.reservation = reservation;
        } else if (fact instanceof Fact.Delivery delivery) {
            stock.delivered(delivery);
        } else if (fact instanceof Fact.Stock level) {
            stock.stock(level);
        }
    }

    private OrderFile file(String orderId, Instant at) {
        OrderFile file = files.get(orderId);
        if (file == null) {
            file = new OrderFile(orderId, at);
            files.put(orderId, file);
            makeRoom();
        }
        file.settled = false;
        open.put(orderId, file);
        return file;
    }

    private void makeRoom() {
        if (files.size() <= mostOrders) {
            return;
        }
        Iterator<OrderFile> eldest = files.values().iterator();
        for (int looked = 0; looked < EVICTION_LOOKS && eldest.hasNext(); looked++) {
            if (eldest.next().settled) {
                eldest.remove();
                putAway++;
                return;
            }
        }
        OrderFile lost = files.values().iterator().next();
        files.remove(lost.orderId);
        open.remove(lost.orderId);
        lostUnjudged++;
    }

    /** Judges every order that has something new and has been final long enough. */
    void judgeOrders(Instant readUpTo) {
        Instant upTo = readUpTo.minus(finalFor);
        for (Iterator<OrderFile> each = open.values().iterator(); each.hasNext(); ) {
            OrderFile file = each.next();
            if (file.order == null && putAway > 0) {
                continue; // decided below: it may belong to an order that was put away
            }
            boolean firstTime = !file.judged;
            if (file.judge(upTo)) {
                judged += firstTime ? 1 : 0;
                if (file.settled) {
                    each.remove();
                }
            }
        }
        if (putAway > 0) {
            giveUpLateFacts(upTo);
        }
    }

    private void giveUpLateFacts(Instant upTo) {
        for (Iterator<OrderFile> each = open.values().iterator(); each.hasNext(); ) {
            OrderFile file = each.next();
            if (file.order == null && file.judge(upTo)) {
                each.remove();
                files.remove(file.orderId);
                beyondMemory++;
                stockKnown &= file.reservation == null;
            }
        }
    }

    /** Judges the stock after a reading that reached the end of inventory's books. */
    void judgeStock(Instant readAt, boolean complete) {
        stockFindings = stockKnown ? stock.judge(readAt, complete) : List.of();
    }

    /** All that is wrong now. */
    List<Finding> findings(Instant checkoutReadUpTo) {
        List<Finding> all = new ArrayList<>(keys.judge(checkoutReadUpTo.minus(finalFor)));
        open.values().forEach(file -> all.addAll(file.findings));
        all.addAll(stockFindings);
        return all;
    }

    /** Orders created in a stretch of time that became final after {@code deadline}, or not yet. */
    List<Straggler> stragglers(Instant from, Instant to, Instant deadline) {
        List<Straggler> late = new ArrayList<>();
        for (OrderFile file : files.values()) {
            Fact.Order order = file.order;
            if (order != null
                    && !order.createdAt().isBefore(from)
                    && order.createdAt().isBefore(to)
                    && isLate(order.finalSince(), deadline)) {
                late.add(new Straggler(order.orderId(), order.status()));
            }
        }
        return late;
    }

    private static boolean isLate(@Nullable Instant finalSince, Instant deadline) {
        return finalSince == null || finalSince.isAfter(deadline);
    }

    long judged() {
        return judged;
    }

    /** Of the orders that are remembered, those that were created since then and have been judged. */
    long judgedOfThoseSince(Instant from) {
        return files.values().stream().filter(file -> file.judged && isSince(file, from)).count();
    }

    private static boolean isSince(OrderFile file, Instant from) {
        return file.order != null && !file.order.createdAt().isBefore(from);
    }

    long openOrders() {
        return open.values().stream().filter(file -> file.findings.isEmpty()).count();
    }

    /** Why a verdict on this book can't be complete, or null. */
    @Nullable String gap() {
        if (lostUnjudged > 0) {
            return lostUnjudged + " orders were put away before they were final";
        }
        if (!stockKnown) {
            return "goods of orders that were put away long ago have moved";
        }
        return keys.givenUp() > 0 ? keys.givenUp() + " answered keys were put away unjudged" : null;
    }

    long beyondMemory() {
        return beyondMemory;
    }
}
