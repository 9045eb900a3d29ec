package org.acme.fault.lease;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of fault injection. */
@ConfigMapping(prefix = "faults")
public interface FaultsConfig {

    /** Whether faults may be injected at all ({@code FAULTS_ENABLED=true}). */
    @WithDefault("false")
    boolean enabled();

    /** How many leases may be active at once. */
    @WithDefault("1000")
    int maxLeases();

    /**
     * How many requests may be parked at once, including those of disconnected clients; further
     * ones are closed.
     */
    @WithDefault("10000")
    int maxParked();

    /**
     * How much memory the bodies of parked requests may use, from 128K to 1G; a request beyond it
     * is closed.
     */
    @WithDefault("16M")
    MemorySize maxParkedBytes();

    /**
     * Longer than any work of the service. A request whose client has disconnected and that has no
     * response by then frees its slot in {@code capacity}.
     */
    @WithDefault("30s")
    Duration longestWork();

    /** The longest duration of a lease, and the longest delay. */
    @WithDefault("1h")
    Duration maxDuration();
}
