package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a lane in memory, the oldest first. Beyond the limit the oldest settled one is
 * removed; if none is settled, the oldest is lost unjudged. Not thread-safe.
 */
final class OrderRecords {

    private final int most;
    private final LinkedHashMap<String, OrderRecord> records = new LinkedHashMap<>();
    private final Map<String, OrderRecord> open = new HashMap<>();
    private final ArrayDeque<String> patrol = new ArrayDeque<>();
    private long putAway;
    private long lostUnjudged;
    private Instant forgottenUpTo = Instant.MIN;

    OrderRecords(int most) {
        this.most = most;
    }

    @Nullable OrderRecord find(String orderId) {
        return records.get(orderId);
    }

    /** Adds a record for an order that has none. */
    OrderRecord add(String orderId, Instant at) {
        OrderRecord added = new OrderRecord(orderId, at);
        records.put(orderId, added);
        open.put(orderId, added);
        patrol.add(orderId);
        return added;
    }

    /** Removes and returns one record if there are too many. */
    @Nullable OrderRecord makeRoom() {
        if (records.size() <= most) {
            return null;
        }
        for (OrderRecord oldest : records.values()) {
            if (oldest.settled) {
                putAway++;
                return forget(oldest);
            }
        }
        lostUnjudged++;
        return forget(records.values().iterator().next());
    }

    private OrderRecord forget(OrderRecord oldest) {
        records.remove(oldest.orderId);
        open.remove(oldest.orderId);
        Fact.Order order = oldest.order;
        if (order != null && order.createdAt().isAfter(forgottenUpTo)) {
            forgottenUpTo = order.createdAt();
        }
        return oldest;
    }

    /** Marks an order to be judged again. */
    void reopen(OrderRecord order) {
        order.settled = false;
        order.asked = false;
        open.put(order.orderId, order);
    }

    /**
     * Judges every order with new facts.
     *
     * @param upTo every fact before this instant has been read
     * @return how many orders were judged for the first time
     */
    long judge(Instant upTo) {
        long judged = 0;
        for (Iterator<OrderRecord> each = open.values().iterator(); each.hasNext(); ) {
            OrderRecord order = each.next();
            boolean firstTime = !order.judged;
            order.judge(upTo);
            judged += firstTime && order.judged && order.order != null ? 1 : 0;
            if (order.settled) {
                each.remove();
            }
        }
        return judged;
    }

    /** Returns all orders in memory: every order created after {@link #forgottenUpTo}. */
    Collection<OrderRecord> all() {
        return records.values();
    }

    /** Returns the orders that are not settled. */
    Collection<OrderRecord> open() {
        return open.values();
    }

    /** Returns the next orders to check again, in rotation. */
    List<String> patrol(int most) {
        List<String> next = new ArrayList<>(most);
        for (int looked = patrol.size(); looked > 0 && next.size() < most; looked--) {
            String id = patrol.remove();
            if (records.containsKey(id)) {
                next.add(id);
                patrol.add(id);
            }
        }
        return next;
    }

    /** Returns how many settled orders were removed. */
    long putAway() {
        return putAway;
    }

    /** Returns how many orders were removed before they were settled. */
    long lostUnjudged() {
        return lostUnjudged;
    }

    /** Returns when the youngest removed order was created. */
    Instant forgottenUpTo() {
        return forgottenUpTo;
    }
}
