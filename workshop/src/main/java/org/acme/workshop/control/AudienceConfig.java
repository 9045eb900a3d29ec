package org.acme.workshop.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The settings of the read-only server for the audience's phones. */
@ConfigMapping(prefix = "audience")
public interface AudienceConfig {

    /** The port on which anyone may watch and nobody can change anything; closed unless set. */
    Optional<Integer> port();

    /** The address on which it listens; by default all addresses. */
    @WithDefault("0.0.0.0")
    String host();

    /**
     * How many of the 200 viewers may come through this port; the others are reserved for the
     * presenter.
     */
    @WithDefault("150")
    @Min(1)
    @Max(190)
    int maxStreams();

    /** How many of them may receive the history at once; others must ask again. */
    @WithDefault("16")
    @Min(1)
    @Max(64)
    int maxHistories();

    /** The largest number of connections; more are closed. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int maxConnections();

    /** The time after which an idle connection is closed; a stream sends data every second. */
    @WithDefault("30s")
    @DurationMin(seconds = 2)
    @DurationMax(hours = 1)
    Duration idleTimeout();
}
