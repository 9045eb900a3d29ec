package org.acme.gateway.charge;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.acme.chassis.deadline.CallerDeadline;
import org.acme.chassis.deadline.DeadlineFilter;
import org.acme.chassis.parameter.UuidText;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.gateway.capacity.Bank;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * Serves charges over HTTP. Requests wait on the event loop; only the ledger's work uses a thread.
 * A client that disconnects does not cancel its request: work that has begun is finished.
 */
@Path("/charges")
@Tag(name = "charges")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Cancellable(false)
public final class ChargesResource {

    private static final String KEY_PATTERN = "[!-~]([ -~]{0,126}[!-~])?";
    private static final String KEY_MESSAGE = "must be 1 to 128 printable ASCII characters";
    private static final int MOST_CHARGES = 100;

    private final Ledger ledger;
    private final Bank bank;
    private final VoidMeters voids;

    /** A proxy for the exchange of the current request. */
    private final RoutingContext exchange;

    ChargesResource(Ledger ledger, Bank bank, VoidMeters voids, RoutingContext exchange) {
        this.ledger = ledger;
        this.bank = bank;
        this.voids = voids;
        this.exchange = exchange;
    }

    @POST
    @Operation(
            summary = "Charge a card once",
            description = "The same key and body again is the same charge.")
    @APIResponse(
            responseCode = "201",
            description = "Paid",
            content = @Content(schema = @Schema(implementation = Charge.class)))
    @APIResponse(responseCode = "200", description = "Paid before, under the same key")
    @APIResponse(
            responseCode = "402",
            description = "Declined; the charge says why",
            content = @Content(schema = @Schema(implementation = Charge.class)))
    @APIResponse(
            responseCode = "400",
            description = "Every wrong field",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "idempotency-key-reused, charge-voided or order-already-charged",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "504",
            description = "deadline-passed: X-Deadline-Ms was over before the charge was begun",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "unknown-card-token",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    public Uni<Response> charge(
            @HeaderParam("Idempotency-Key")
                    @NotNull
                    @Pattern(regexp = KEY_PATTERN, message = KEY_MESSAGE)
                    String idempotencyKey,
            @NotNull @Valid ChargeRequest request) {
        CardToken card =
                CardToken.of(request.cardToken()).orElseThrow(ChargesResource::unknownCard);
        ChargeOrder order =
                new ChargeOrder(
                        idempotencyKey,
                        request.orderId(),
                        request.amountMinor(),
                        request.currency(),
                        card);
        CallerDeadline deadline = DeadlineFilter.of(exchange);
        return bank.serve().chain(served -> ledger.charge(order, deadline)).map(ChargeAnswer::of);
    }

    private static ProblemException unknownCard() {
        FieldError error =
                new FieldError("cardToken", "is unknown; allowed: " + CardToken.allowed());
        return new ProblemException(
                Problem.of(422, "unknown-card-token", "Unknown card token", "")
                        .naming(List.of(error)));
    }

    @PUT
    @Path("/by-order/{orderId}/void")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Void an order",
            description =
                    "No charge of it will be accepted any more, and what was paid is given back. Needs no body.")
    @APIResponse(
            responseCode = "200",
            description = "It is void, refunded if it was paid",
            content = @Content(schema = @Schema(implementation = VoidedOrder.class)))
    public Uni<VoidedOrder> voidOrder(
            @PathParam("orderId") @Pattern(regexp = OrderId.PATTERN, message = OrderId.MESSAGE)
                    String orderId) {
        return ledger.voidOrder(orderId).invoke(voids::count);
    }

    @GET
    @Path("/{chargeId}")
    @Operation(summary = "One charge")
    @APIResponse(
            responseCode = "200",
            description = "As it stands now",
            content = @Content(schema = @Schema(implementation = Charge.class)))
    @APIResponse(responseCode = "404", description = "There is no such charge")
    public Uni<Charge> show(@PathParam("chargeId") String chargeId) {
        return UuidText.parse(chargeId)
                .map(ledger::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(ChargesResource::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound(
                "unknown-charge", "Unknown charge", "there is no such charge");
    }

    @GET
    @Operation(
            summary = "The charges of an order",
            description = "Newest first, at most 100; its tombstone too.")
    public Uni<List<Charge>> list(
            @QueryParam("orderId")
                    @NotNull
                    @Pattern(regexp = OrderId.PATTERN, message = OrderId.MESSAGE)
                    String orderId) {
        return ledger.findByOrder(orderId, MOST_CHARGES);
    }
}
