package org.acme.inventory.reservation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.acme.inventory.product.Line;
import org.acme.inventory.reservation.ReserveResult.Held;

/**
 * Inventory without a database: the same rules ({@link ReservationRules}) on maps. {@code
 * MemoryReservationsTest} holds it equal to {@link Reservations} on PostgreSQL. Not thread-safe:
 * each call is the transaction.
 */
final class MemoryReservations {

    private final Map<String, Long> stock = new TreeMap<>();
    private final Map<UUID, Reservation> reservations = new HashMap<>();

    void deliver(String sku, long quantity) {
        stock.merge(sku, quantity, Long::sum);
    }

    Map<String, Long> stock() {
        return stock;
    }

    Optional<Reservation> find(UUID orderId) {
        return Optional.ofNullable(reservations.get(orderId));
    }

    ReserveResult reserve(UUID orderId, List<Line> lines) {
        Reservation existing = reservations.get(orderId);
        if (existing != null) {
            return ReservationRules.again(existing, lines);
        }
        Optional<ReserveResult> refusal = ReservationRules.refusal(lines, stock);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        lines.forEach(line -> stock.merge(line.sku(), (long) -line.quantity(), Long::sum));
        Reservation held = new Reservation(orderId, ReservationState.HELD, lines, Instant.EPOCH);
        reservations.put(orderId, held);
        return new Held(held, true);
    }

    /** What went back into the stock. */
    List<Line> release(UUID orderId) {
        Reservation existing = reservations.get(orderId);
        List<Line> lines = existing == null ? List.of() : existing.items();
        reservations.put(
                orderId, new Reservation(orderId, ReservationState.RELEASED, lines, Instant.EPOCH));
        if (existing == null || existing.state() == ReservationState.RELEASED) {
            return List.of();
        }
        lines.forEach(line -> stock.merge(line.sku(), (long) line.quantity(), Long::sum));
        return lines;
    }

    /** A seeded bug: behaves as if the order had never reserved or released anything. */
    void forget(UUID orderId) {
        reservations.remove(orderId);
    }
}
