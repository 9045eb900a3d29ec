package org.acme.checkout.inventory;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;

/**
 * Makes calls to inventory through its pipeline. The settings are in {@code application.properties}
 * under {@code breaker."inventory"}. A failure is what {@link InventoryClient} throws, except a
 * {@code RemoteRejection}.
 */
@Singleton
public class InventoryPolicy extends CallPolicy<InventoryClient> {

    /** The fallback of a reservation: stock is promised from the snapshot. */
    public static final String CACHED_INVENTORY = "cached_inventory";

    /** The fallback of a product look-up: products are shown from the snapshot. */
    public static final String CACHED_PRODUCTS = "cached_products";

    protected InventoryPolicy(
            InventoryClient client,
            InventoryConfig config,
            @Named("inventory") Pipeline protecting,
            UnprotectedProfile profile,
            Pipelines pipelines) {
        super(client, profile.insteadOf(protecting), profile.attempt(config), pipelines);
    }
}
