package org.acme.checkout.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Settings for accepting orders. */
@ConfigMapping(prefix = "checkout.order")
public interface OrderConfig {

    /** The number of pending payments at which no further order is accepted. */
    @WithDefault("25000")
    @Min(
            value = 1,
            message = "checkout.order.max-pending must be at least 1, but is ${validatedValue}")
    long maxPending();
}
