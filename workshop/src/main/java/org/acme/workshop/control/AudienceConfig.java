package org.acme.workshop.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The door for the audience's phones. */
@ConfigMapping(prefix = "audience")
public interface AudienceConfig {

    /** A port on which everybody may watch and nobody can change anything; closed unless set. */
    Optional<Integer> port();

    /** The address that it listens on: all of them, unless said otherwise. */
    @WithDefault("0.0.0.0")
    String host();
}
