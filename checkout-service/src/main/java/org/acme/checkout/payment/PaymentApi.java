package org.acme.checkout.payment;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The gateway's HTTP interface, as far as we use it. */
@Path("/charges")
@Consumes(MediaType.APPLICATION_JSON)
interface PaymentApi {

    @POST
    Uni<Response> charge(@HeaderParam("Idempotency-Key") String key, ChargeBody body);

    @PUT
    @Path("/by-order/{orderId}/void")
    Uni<Response> voidByOrder(@PathParam("orderId") UUID orderId);

    /** What a charge looks like on the wire. */
    record ChargeBody(UUID orderId, long amountMinor, String currency, String cardToken) {}
}
