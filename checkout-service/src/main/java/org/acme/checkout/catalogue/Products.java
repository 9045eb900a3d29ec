package org.acme.checkout.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.inventory.InventoryPolicy;

/** Looks up products: from inventory if possible, otherwise from the snapshot. */
@ApplicationScoped
public class Products {

    private final Catalogue catalogue;
    private final InventoryPolicy inventory;

    public Products(Catalogue catalogue, InventoryPolicy inventory) {
        this.catalogue = catalogue;
        this.inventory = inventory;
    }

    /** Returns all products for sale. */
    ProductList all() {
        Moment asked = catalogue.now();
        return inventory.forUsers(
                InventoryPolicy.CACHED_PRODUCTS,
                client ->
                        ProductList.of(
                                catalogue.refreshed(client.products(), asked),
                                Provenance.live(asked.wall())),
                cause -> {
                    Snapshot snapshot = snapshot(cause);
                    return ProductList.of(
                            snapshot,
                            Provenance.cached(snapshot.asOf(), catalogue.age(snapshot.read())));
                });
    }

    /** Returns one product, if it exists. */
    Optional<ProductView> one(String sku) {
        Moment asked = catalogue.now();
        return inventory.forUsers(
                InventoryPolicy.CACHED_PRODUCTS,
                client ->
                        client.product(sku)
                                .map(stock -> catalogue.refreshed(stock, asked))
                                .map(p -> ProductView.of(p, Provenance.live(asked.wall()))),
                cause ->
                        snapshot(cause)
                                .find(sku)
                                .map(
                                        p ->
                                                ProductView.of(
                                                        p,
                                                        Provenance.cached(
                                                                p.asOf(),
                                                                catalogue.age(p.read())))));
    }

    private Snapshot snapshot(String cause) {
        return catalogue
                .fresh()
                .orElseThrow(
                        () ->
                                ProblemException.unavailable(
                                        "catalogue-unavailable",
                                        "The catalogue is not available",
                                        cause + ", and there is no fresh snapshot to stand in",
                                        Duration.ofSeconds(2)));
    }
}
