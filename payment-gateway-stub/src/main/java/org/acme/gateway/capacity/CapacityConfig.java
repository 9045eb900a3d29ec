package org.acme.gateway.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the bank behind the gateway takes. */
@ConfigMapping(prefix = "gateway.service-time")
public interface CapacityConfig {

    /** The fastest charge, 0 to 60 s. */
    @WithDefault("20ms")
    Duration min();

    /** The slowest charge, at least the fastest and at most 60 s. */
    @WithDefault("80ms")
    Duration max();
}
