package org.acme.gateway.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The capacity and the service times of the bank. */
@ConfigMapping(prefix = "gateway.bank")
public interface CapacityConfig {

    /** Charges that the bank processes at once, 1 to 10000. */
    @WithDefault("32")
    int workers();

    /** Charges that may wait for the bank, 0 to 100000; further ones get a 503. */
    @WithDefault("500")
    int queue();

    /** The service times of charges. */
    ServiceTime serviceTime();

    /** The range and the distribution of service times. */
    interface ServiceTime {

        /** The distribution: uniform, exponential or log-normal. */
        @WithDefault("uniform")
        Shape shape();

        /** The shortest service time, 0 to 60 s. */
        @WithDefault("20ms")
        Duration min();

        /** The median, at least 1 ms; required for the distributions exponential and log-normal. */
        Optional<Duration> median();

        /**
         * The longest service time, at least the shortest and at most 60 s; longer draws are cut
         * off here.
         */
        @WithDefault("80ms")
        Duration max();

        /** The seed of the draw: the same seed gives the same service times; random if absent. */
        OptionalLong seed();
    }
}
