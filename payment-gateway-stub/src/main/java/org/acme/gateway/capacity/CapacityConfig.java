package org.acme.gateway.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How much the bank behind the gateway can do at once, and how long it takes. */
@ConfigMapping(prefix = "gateway.bank")
public interface CapacityConfig {

    /** Charges that the bank works on at once, 1 to 10000. */
    @WithDefault("32")
    int workers();

    /** Charges that wait for the bank, 0 to 100000; those beyond it are answered 503. */
    @WithDefault("500")
    int queue();

    /** How long a charge takes. */
    ServiceTime serviceTime();

    /** The range of service times, and how they spread in it. */
    interface ServiceTime {

        /** uniform, exponential or log-normal. */
        @WithDefault("uniform")
        Shape shape();

        /** The fastest charge, 0 to 60 s. */
        @WithDefault("20ms")
        Duration min();

        /** Half of the charges take longer; from 1 ms, for the shapes exponential and log-normal, which need it. */
        Optional<Duration> median();

        /** The slowest charge, at least the fastest and at most 60 s; tails are cut off here. */
        @WithDefault("80ms")
        Duration max();

        /** With the same one, the bank's charges take the same times again; drawn by lot where it isn't said. */
        OptionalLong seed();
    }
}
