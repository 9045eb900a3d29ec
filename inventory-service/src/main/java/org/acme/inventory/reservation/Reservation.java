package org.acme.inventory.reservation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.acme.inventory.product.Line;

/**
 * The stock that is, or was, held for an order.
 *
 * @param orderId the order; it has at most one reservation
 * @param state held or released
 * @param items the reserved items, sorted by sku; empty if released before the reservation arrived
 * @param changedAt when it entered this state
 */
public record Reservation(
        UUID orderId, ReservationState state, List<Line> items, Instant changedAt) {

    boolean holds(List<Line> lines) {
        return items.size() == lines.size() && new HashSet<>(items).containsAll(lines);
    }
}
