package org.acme.inventory.reservation;

import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.inventory.reservation.ReserveResult.Different;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.acme.inventory.reservation.ReserveResult.NotEnough;
import org.acme.inventory.reservation.ReserveResult.Released;
import org.acme.inventory.reservation.ReserveResult.UnknownProducts;

/** Translates the result of a reservation request into an HTTP response or a problem document. */
record ReservationAnswers(ReservationRequest request) implements ReserveResult.Cases<Response> {

    @Override
    public Response held(Held result) {
        return Response.status(result.created() ? 201 : 200).entity(result.reservation()).build();
    }

    @Override
    public Response notEnough(NotEnough result) {
        String detail =
                result.shortages().stream()
                        .map(
                                s ->
                                        "%s: %d wanted, %d available"
                                                .formatted(s.sku(), s.wanted(), s.available()))
                        .collect(Collectors.joining("; "));
        throw new ProblemException(
                Problem.of(409, "not-enough-stock", "Not enough stock", detail)
                        .with("shortages", result.shortages()));
    }

    @Override
    public Response released(Released result) {
        throw conflict(
                "reservation-released",
                "The reservation was released",
                result.reservation(),
                "was released; a new order needs a new id");
    }

    @Override
    public Response different(Different result) {
        throw conflict(
                "reservation-differs",
                "The order holds other items",
                result.reservation(),
                "holds other items already; release it and use a new id");
    }

    @Override
    public Response unknownProducts(UnknownProducts result) {
        throw new ProblemException(
                Problem.invalid(
                        result.skus().stream()
                                .map(
                                        sku ->
                                                new FieldError(
                                                        request.fieldOf(sku), sku + " is unknown"))
                                .toList()));
    }

    private static ProblemException conflict(
            String slug, String title, Reservation existing, String explanation) {
        String detail = "order " + existing.orderId() + " " + explanation;
        return new ProblemException(
                Problem.of(409, slug, title, detail).with("reservation", existing));
    }
}
