package org.acme.inventory.product;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows products and their stock. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Products")
public class ProductResource {

    private final Products products;

    ProductResource(Products products) {
        this.products = products;
    }

    /** Returns all products. */
    @GET
    @Operation(summary = "All products with their price and what is left of them")
    public List<Product> all() {
        return products.all();
    }

    /** Returns one product by its sku. */
    @GET
    @Path("/{sku}")
    @Operation(summary = "One product")
    @APIResponse(responseCode = "200", description = "The product")
    @APIResponse(responseCode = "404", description = "There is no such product")
    public Product one(@PathParam("sku") String sku) {
        return find(sku, products::find);
    }

    /** Returns the available stock of a product. */
    @GET
    @Path("/{sku}/availability")
    @Operation(summary = "What is left of one product at this moment")
    @APIResponse(responseCode = "200", description = "What is left")
    @APIResponse(responseCode = "404", description = "There is no such product")
    public Availability availability(@PathParam("sku") String sku) {
        return find(sku, products::availability);
    }

    private static <T> T find(String sku, Function<String, Optional<T>> query) {
        // A malformed sku never reaches the database.
        return Optional.of(sku)
                .filter(Sku::isWellFormed)
                .flatMap(query)
                .orElseThrow(() -> new ProblemException(unknown(sku)));
    }

    private static Problem unknown(String sku) {
        String shown = Sku.isWellFormed(sku) ? sku + " is unknown" : "a sku looks like TEA-001";
        return Problem.of(404, "unknown-product", "There is no such product", "sku: " + shown);
    }
}
