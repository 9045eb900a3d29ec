package org.acme.inventory.reservation;

import java.util.List;
import java.util.stream.Collectors;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.inventory.reservation.ReserveResult.Different;
import org.acme.inventory.reservation.ReserveResult.NotEnough;
import org.acme.inventory.reservation.ReserveResult.Released;
import org.acme.inventory.reservation.ReserveResult.UnknownProducts;

/** Creates the problem documents for refused reservations. */
final class ReservationProblems {

    private ReservationProblems() {}

    static Problem of(ReserveResult result, ReservationRequest request) {
        if (result instanceof NotEnough notEnough) {
            return notEnough(notEnough.shortages());
        } else if (result instanceof Released released) {
            return conflict(
                    "reservation-released",
                    "The reservation was released",
                    released.reservation(),
                    "was released; a new order needs a new id");
        } else if (result instanceof Different different) {
            return conflict(
                    "reservation-differs",
                    "The order holds other items",
                    different.reservation(),
                    "holds other items already; release it and use a new id");
        } else if (result instanceof UnknownProducts unknown) {
            return unknown(unknown.skus(), request);
        }
        throw new IllegalArgumentException("not a problem: " + result);
    }

    private static Problem notEnough(List<Shortage> shortages) {
        String detail =
                shortages.stream()
                        .map(
                                s ->
                                        "%s: %d wanted, %d available"
                                                .formatted(s.sku(), s.wanted(), s.available()))
                        .collect(Collectors.joining("; "));
        return Problem.of(409, "not-enough-stock", "Not enough stock", detail)
                .with("shortages", shortages);
    }

    private static Problem conflict(
            String slug, String title, Reservation existing, String explanation) {
        return Problem.of(409, slug, title, "order " + existing.orderId() + " " + explanation)
                .with("reservation", existing);
    }

    private static Problem unknown(List<String> skus, ReservationRequest request) {
        return Problem.invalid(
                skus.stream()
                        .map(sku -> new FieldError(request.fieldOf(sku), sku + " is unknown"))
                        .toList());
    }
}
