package org.acme.breaker.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.acme.breaker.quarkus.config.Switch;

/**
 * What stands under {@code breaker.fleet.} in the configuration; {@code docs/fleet.md} explains it.
 */
@ConfigMapping(prefix = "breaker.fleet")
public interface FleetConfig {

    /** Whether breakers take part in a fleet. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean enabled();

    /** The fleet: part of every key in the store. The name of the application unless written. */
    Optional<String> name();

    /** This replica in answers and metrics; the host's name unless written. */
    Optional<String> replica();

    /** The time between two reports. */
    @WithDefault("250ms")
    Duration tick();

    /** How long an answer is waited for. */
    @WithDefault("200ms")
    Duration storeTimeout();

    /** How many open replicas open all; 0: half of the living, at least 2. */
    @WithDefault("0")
    int votes();

    /** Whether windows with too few calls count together. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean pooledMinimum();

    /** The longest wait that the fleet can impose. */
    @WithDefault("1m")
    Duration longestWait();

    /** How long one replica probes for all before another may. */
    @WithDefault("10s")
    Duration probeTurn();

    /** How many replicas there are where no store counts them. */
    @WithDefault("1")
    int replicas();
}
