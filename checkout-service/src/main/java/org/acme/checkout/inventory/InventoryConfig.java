package org.acme.checkout.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where inventory is and how long an attempt may take in the protected lane. */
@ConfigMapping(prefix = "checkout.inventory")
public interface InventoryConfig {

    /** Inventory's address. */
    @WithDefault("http://127.0.0.1:8083")
    URI url();

    /** How long connecting may take. */
    @WithDefault("250ms")
    @DurationMin(
            millis = 1,
            message =
                    "checkout.inventory.connect-timeout must be above 0, but is ${validatedValue}")
    Duration connectTimeout();

    /** How long the answer may take once connected. */
    @WithDefault("250ms")
    @DurationMin(
            millis = 1,
            message = "checkout.inventory.read-timeout must be above 0, but is ${validatedValue}")
    Duration readTimeout();
}
