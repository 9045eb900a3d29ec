package org.acme.inventory.reservation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.acme.inventory.product.Line;

/**
 * What is, or was, held for an order.
 *
 * @param orderId for which order; an order has at most one reservation
 * @param state held or released
 * @param items what was held, ordered by sku; empty if it was released before it arrived
 * @param changedAt when it got into this state
 */
public record Reservation(
        UUID orderId, ReservationState state, List<Line> items, Instant changedAt) {

    boolean holds(List<Line> lines) {
        return items.size() == lines.size() && new HashSet<>(items).containsAll(lines);
    }
}
