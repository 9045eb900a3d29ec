package org.acme.checkout.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Settings of taking orders. */
@ConfigMapping(prefix = "checkout.order")
public interface OrderConfig {

    /** With more pending payments than this, no further order is taken. */
    @WithDefault("25000")
    @Min(
            value = 1,
            message = "checkout.order.max-pending must be at least 1, but is ${validatedValue}")
    long maxPending();
}
