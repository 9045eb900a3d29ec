package org.acme.checkout.order;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.acme.checkout.deadline.WithinDeadline;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Receives orders over HTTP. */
@Path("/checkouts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@WithinDeadline
@Tag(name = "Checkout")
public class CheckoutResource {

    private final Checkout checkout;
    private final CheckoutAnswers answers;

    CheckoutResource(Checkout checkout, CheckoutAnswers answers) {
        this.checkout = checkout;
        this.answers = answers;
    }

    /** Places an order, or repeats the response of the same request. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Buy: reserve the stock and charge the card, or promise to do so")
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            required = true,
            description = "The same key and body again answer with the same order",
            schema =
                    @Schema(
                            implementation = String.class,
                            minLength = 1,
                            maxLength = IdempotencyKey.MAX_LENGTH))
    @APIResponse(
            responseCode = "201",
            description = "Reserved and paid",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "200", description = "The same request came before; it is paid")
    @APIResponse(responseCode = "202", description = "Taken; the payment is still pending")
    @APIResponse(responseCode = "400", description = "A problem naming every wrong field")
    @APIResponse(responseCode = "402", description = "The card was declined")
    @APIResponse(responseCode = "409", description = "Not enough stock")
    @APIResponse(responseCode = "422", description = "The key belongs to another request")
    @APIResponse(responseCode = "502", description = "Unprotected lane: a remote call failed")
    @APIResponse(responseCode = "503", description = "Nothing was written; come back later")
    @APIResponse(
            responseCode = "504",
            description =
                    "Unprotected lane: a remote call timed out; or the caller's deadline passed")
    public Response place(@Context HttpHeaders headers, @NotNull @Valid CheckoutRequest request) {
        List<String> keys = headers.getRequestHeader(IdempotencyKey.HEADER);
        String key = IdempotencyKey.read(keys == null ? List.of() : keys);
        return answers.of(checkout.place(key, request));
    }
}
