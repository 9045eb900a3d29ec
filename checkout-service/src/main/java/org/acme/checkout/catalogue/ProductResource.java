package org.acme.checkout.catalogue;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.deadline.WithinDeadline;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows products. This endpoint never uses payment, so it must stay fast while payment hangs. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@WithinDeadline
@Tag(name = "Products")
public class ProductResource {

    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9-]{1,40}");

    private final Products products;

    ProductResource(Products products) {
        this.products = products;
    }

    /** Returns all products for sale. */
    @GET
    @Operation(summary = "Everything that is for sale")
    @APIResponse(responseCode = "200", description = "The products")
    public ProductList all() {
        return products.all();
    }

    /** Returns one product by its sku. */
    @GET
    @Path("/{sku}")
    @Operation(summary = "One product")
    @APIResponse(responseCode = "200", description = "The product")
    @APIResponse(responseCode = "404", description = "There is no such product")
    public ProductView one(@PathParam("sku") String sku) {
        return Optional.of(sku)
                .filter(text -> SKU.matcher(text).matches())
                .flatMap(products::one)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "unknown-product",
                                        "There is no such product",
                                        "nothing with this sku is for sale"));
    }
}
