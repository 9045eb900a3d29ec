package org.acme.inventory.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of deliveries, which refill the stock. */
@ConfigMapping(prefix = "inventory.deliveries")
public interface DeliveryConfig {

    /** Whether deliveries are made at all. */
    @WithDefault("true")
    boolean enabled();

    /** The stock below which a product gets a delivery. */
    @WithDefault("300")
    long lowWaterMark();

    /** How many pieces one delivery brings. */
    @WithDefault("1000")
    int quantity();

    /** How often the stock is checked. */
    @WithDefault("1S")
    Duration every();

    /** Whether {@code PUT /deliveries/policy} may pause deliveries; for scenarios only. */
    @WithDefault("false")
    boolean switchable();
}
