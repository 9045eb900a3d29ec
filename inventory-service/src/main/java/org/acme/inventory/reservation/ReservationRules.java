package org.acme.inventory.reservation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acme.inventory.product.Line;
import org.acme.inventory.reservation.ReserveResult.Different;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.acme.inventory.reservation.ReserveResult.NotEnough;
import org.acme.inventory.reservation.ReserveResult.Released;
import org.acme.inventory.reservation.ReserveResult.UnknownProducts;

/**
 * Contains the decisions of inventory as pure functions of an order and the stock, read while no
 * other transaction can change them.
 */
final class ReservationRules {

    private ReservationRules() {}

    /**
     * Returns why a first reservation is refused; empty if the stock covers all lines.
     *
     * @param left the available stock by sku; unknown products are missing
     */
    static Optional<ReserveResult> refusal(List<Line> lines, Map<String, Long> left) {
        List<String> unknown =
                lines.stream().map(Line::sku).filter(sku -> !left.containsKey(sku)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of(new UnknownProducts(unknown));
        }
        List<Shortage> shortages =
                lines.stream()
                        .map(
                                l ->
                                        new Shortage(
                                                l.sku(),
                                                l.quantity(),
                                                left.getOrDefault(l.sku(), 0L)))
                        .filter(shortage -> shortage.available() < shortage.wanted())
                        .toList();
        return shortages.isEmpty() ? Optional.empty() : Optional.of(new NotEnough(shortages));
    }

    /** Returns the result for an order that has a reservation already, held or released. */
    static ReserveResult again(Reservation existing, List<Line> lines) {
        if (existing.state() == ReservationState.RELEASED) {
            return new Released(existing);
        }
        return existing.holds(lines) ? new Held(existing, false) : new Different(existing);
    }
}
