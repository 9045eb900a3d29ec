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

/** The part of the gateway's HTTP API that checkout uses. */
@Path("/charges")
@Consumes(MediaType.APPLICATION_JSON)
interface PaymentApi {

    @POST
    Uni<Response> charge(@HeaderParam("Idempotency-Key") String key, ChargeBody body);

    @PUT
    @Path("/by-order/{orderId}/void")
    Uni<Response> voidByOrder(@PathParam("orderId") UUID orderId);

    /** The JSON body of a charge. */
    record ChargeBody(UUID orderId, long amountMinor, String currency, String cardToken) {}
}
