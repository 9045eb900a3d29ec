package org.acme.workshop.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The door for the audience's phones. */
@ConfigMapping(prefix = "audience")
public interface AudienceConfig {

    /** A port on which everybody may watch and nobody can change anything; closed unless set. */
    Optional<Integer> port();

    /** The address that it listens on: all of them, unless said otherwise. */
    @WithDefault("0.0.0.0")
    String host();

    /** How many of the 200 places for those who watch it can take; the rest is the presenter's. */
    @WithDefault("150")
    @Min(1)
    @Max(190)
    int maxStreams();

    /** How many of them may be sent the history at once; others are told to ask again. */
    @WithDefault("16")
    @Min(1)
    @Max(64)
    int maxHistories();

    /** How many connections it takes at once; more are closed. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int maxConnections();

    /** A connection on which nothing moves for so long is closed; a stream moves every second. */
    @WithDefault("30s")
    @DurationMin(seconds = 2)
    @DurationMax(hours = 1)
    Duration idleTimeout();
}
