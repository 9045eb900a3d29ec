package org.acme.inventory.reservation;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.acme.chassis.problem.ProblemException;
import org.acme.inventory.product.Line;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Reserves and releases stock for orders. All calls are idempotent. */
@Path("/reservations/{orderId}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Reservations")
public class ReservationResource {

    private static final Logger LOG = Logger.getLogger(ReservationResource.class);

    private final Reservations reservations;
    private final ReservationMeters meters;

    ReservationResource(Reservations reservations, ReservationMeters meters) {
        this.reservations = reservations;
        this.meters = meters;
    }

    /** Reserves the stock of an order. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Hold these items for the order, all or nothing")
    @APIResponse(responseCode = "201", description = "Held now")
    @APIResponse(responseCode = "200", description = "Held before, with the same items")
    @APIResponse(responseCode = "400", description = "Something in the request is wrong")
    @APIResponse(
            responseCode = "409",
            description = "Not enough stock, released before, or other items are held")
    public Response reserve(
            @PathParam("orderId") String id, @NotNull @Valid ReservationRequest request) {
        UUID orderId = OrderId.parse(id);
        List<Line> lines = request.lines();
        ReserveResult result = reservations.reserve(orderId, lines);
        meters.count(result);
        LOG.debugf("reserve order=%s result=%s", orderId, result.word());
        return result.by(new ReservationAnswers(request));
    }

    /** Releases the stock of an order. */
    @DELETE
    @Operation(summary = "Release the order's reservation for ever, also one that arrives later")
    @APIResponse(responseCode = "200", description = "Released, now or before")
    public Release release(@PathParam("orderId") String id) {
        UUID orderId = OrderId.parse(id);
        List<Line> restored = reservations.release(orderId);
        LOG.debugf("release order=%s restored=%s", orderId, restored);
        return Release.of(orderId);
    }

    /** Returns the reservation of an order. */
    @GET
    @Operation(summary = "The order's reservation")
    @APIResponse(responseCode = "200", description = "The reservation, held or released")
    @APIResponse(responseCode = "404", description = "No reservation was ever seen")
    public Reservation get(@PathParam("orderId") String id) {
        UUID orderId = OrderId.parse(id);
        return reservations
                .find(orderId)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "unknown-reservation",
                                        "There is no such reservation",
                                        "order " + orderId + " never reserved anything"));
    }
}
