package org.acme.chassis.body;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of a request's body is accepted, and for how long it is waited for. */
@ConfigMapping(prefix = "chassis.body")
public interface BodyConfig {

    /** The largest body that is accepted. */
    @WithDefault("64K")
    MemorySize limit();

    /** In what time a whole body must arrive. */
    @WithDefault("10S")
    Duration timeout();

    /** What all bodies that are arriving may take together. */
    @WithDefault("16M")
    MemorySize memory();

    /** Whether a body must say how long it is (411 if not). */
    @WithDefault("false")
    boolean lengthRequired();
}
