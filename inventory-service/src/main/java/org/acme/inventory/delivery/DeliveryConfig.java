package org.acme.inventory.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stock is kept up. */
@ConfigMapping(prefix = "inventory.deliveries")
public interface DeliveryConfig {

    /** Whether anything is delivered at all. */
    @WithDefault("true")
    boolean enabled();

    /** A product with fewer pieces than this gets a delivery. */
    @WithDefault("300")
    long lowWaterMark();

    /** How many pieces one delivery brings. */
    @WithDefault("1000")
    int quantity();

    /** How often the stock is looked at. */
    @WithDefault("1S")
    Duration every();

    /** Whether {@code PUT /deliveries/policy} may pause deliveries; for scenarios only. */
    @WithDefault("false")
    boolean switchable();
}
