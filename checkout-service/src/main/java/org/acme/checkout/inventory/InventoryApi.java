package org.acme.checkout.inventory;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The part of the inventory service's HTTP API that checkout uses. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
interface InventoryApi {

    @GET
    @Path("/products")
    Uni<Response> products();

    @GET
    @Path("/products/{sku}")
    Uni<Response> product(@PathParam("sku") String sku);

    @PUT
    @Path("/reservations/{orderId}")
    Uni<Response> reserve(@PathParam("orderId") UUID orderId, ReservationBody body);

    @DELETE
    @Path("/reservations/{orderId}")
    Uni<Response> release(@PathParam("orderId") UUID orderId);

    /** The JSON body of a reservation. */
    record ReservationBody(List<StockLine> items) {}
}
