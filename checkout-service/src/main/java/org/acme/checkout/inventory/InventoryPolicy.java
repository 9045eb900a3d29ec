package org.acme.checkout.inventory;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;

/**
 * How inventory may be called. The numbers stand in {@code application.properties} under {@code
 * breaker."inventory"}. What counts as a failure is what {@link InventoryClient} throws, but for a
 * {@code RemoteRejection}.
 */
@Singleton
public class InventoryPolicy extends CallPolicy<InventoryClient> {

    /** One way out: stock is promised from the snapshot. */
    public static final String CACHED_INVENTORY = "cached_inventory";

    /** Another: products are shown as the snapshot has them. */
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
