package org.acme.gateway.charge;

import static java.util.Objects.requireNonNull;

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
import java.util.UUID;
import org.acme.gateway.capacity.Bank;
import org.acme.gateway.deadline.DeadlineFilter;
import org.acme.gateway.deadline.Patience;
import org.acme.gateway.problem.Problem;
import org.acme.gateway.problem.Problem.FieldError;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Charges over HTTP. Everything waits on the event loop; only the ledger's own work takes a thread. A client that leaves
 * does not undo its request: what has been begun is finished.
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
    private static final java.util.regex.Pattern UUID_TEXT =
            java.util.regex.Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int MOST_CHARGES = 100;

    private final Ledger ledger;
    private final Bank bank;
    private final VoidMeters voids;

    /** Stands for that of the request which is being answered. */
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
                    @NotNull(message = "is missing")
                    @Pattern(regexp = KEY_PATTERN, message = KEY_MESSAGE)
                    @Nullable String idempotencyKey,
            @NotNull(message = "is missing") @Valid @Nullable ChargeRequest request) {
        ChargeRequest wish = requireNonNull(request);
        Optional<CardToken> card = CardToken.of(requireNonNull(wish.cardToken()));
        if (card.isEmpty()) {
            return Uni.createFrom().item(unknownCard());
        }
        ChargeOrder order =
                new ChargeOrder(
                        requireNonNull(idempotencyKey),
                        requireNonNull(wish.orderId()),
                        requireNonNull(wish.amountMinor()),
                        requireNonNull(wish.currency()),
                        card.get());
        Patience patience = DeadlineFilter.patienceOf(exchange);
        return bank.serve().chain(served -> ledger.charge(order, patience)).map(ChargeAnswer::of);
    }

    private static Response unknownCard() {
        FieldError error =
                new FieldError("cardToken", "is unknown; allowed: " + CardToken.allowed());
        return new Problem(
                        "urn:problem:payment:unknown-card-token",
                        "Unknown card token",
                        422,
                        "this gateway doesn't know the card",
                        List.of(error))
                .toResponse();
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
    public Uni<Response> show(@PathParam("chargeId") String chargeId) {
        return parse(chargeId)
                .map(ledger::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(
                        found ->
                                found.map(charge -> Response.ok(charge).build())
                                        .orElseGet(ChargesResource::unknown));
    }

    private static Response unknown() {
        return Problem.of("unknown-charge", "Unknown charge", 404, "there is no such charge")
                .toResponse();
    }

    private static Optional<UUID> parse(String chargeId) {
        return UUID_TEXT.matcher(chargeId).matches()
                ? Optional.of(UUID.fromString(chargeId))
                : Optional.empty();
    }

    @GET
    @Operation(
            summary = "The charges of an order",
            description = "Newest first, at most 100; its tombstone too.")
    public Uni<List<Charge>> list(
            @QueryParam("orderId")
                    @NotNull(message = "is missing")
                    @Pattern(regexp = OrderId.PATTERN, message = OrderId.MESSAGE)
                    @Nullable String orderId) {
        return ledger.findByOrder(requireNonNull(orderId), MOST_CHARGES);
    }
}
