package org.acme.gateway.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much the bank behind the gateway can do at once, and how long it takes. */
@ConfigMapping(prefix = "gateway.bank")
public interface CapacityConfig {

    /** Charges that the bank works on at once, 1 to 10000. */
    @WithDefault("32")
    int workers();

    /** Charges that wait for the bank, 0 to 100000; those beyond it are answered 503. */
    @WithDefault("500")
    int queue();

    /** How long a charge takes; evenly spread. */
    ServiceTime serviceTime();

    /** The range of service times. */
    interface ServiceTime {

        /** The fastest charge, 0 to 60 s. */
        @WithDefault("20ms")
        Duration min();

        /** The slowest charge, at least the fastest and at most 60 s. */
        @WithDefault("80ms")
        Duration max();
    }
}
