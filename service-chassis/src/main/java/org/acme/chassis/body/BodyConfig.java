package org.acme.chassis.body;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of request bodies in size, time and memory. */
@ConfigMapping(prefix = "chassis.body")
public interface BodyConfig {

    /** The largest body that is accepted. */
    @WithDefault("64K")
    MemorySize limit();

    /** The time within which a whole body must arrive. */
    @WithDefault("10S")
    Duration timeout();

    /** The memory that all arriving bodies may use together. */
    @WithDefault("16M")
    MemorySize memory();

    /** Whether a body must announce its length (otherwise 411). */
    @WithDefault("false")
    boolean lengthRequired();
}
