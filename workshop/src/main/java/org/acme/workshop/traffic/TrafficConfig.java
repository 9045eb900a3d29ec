package org.acme.workshop.traffic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The settings of the traffic: rate, operations and users' patience. */
@ConfigMapping(prefix = "traffic")
public interface TrafficConfig {

    /** The highest allowed rate, in arrivals a second and lane. */
    String HIGHEST_RATE = "1000";

    /** Arrivals a second and lane at startup; 0 waits until a rate is set. */
    @WithDefault("0")
    @DecimalMin("0")
    @DecimalMax(HIGHEST_RATE)
    double arrivalsPerSecond();

    /**
     * How long fewer users come at the start, so that cold services do not open breakers; a rate
     * that somebody sets comes at once.
     */
    @WithDefault("12s")
    @DurationMin(millis = 0)
    @DurationMax(minutes = 5)
    Duration opening();

    /** The share of arrivals that buy; the others look at a product. From 0 to 1. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1")
    double checkoutShare();

    /** The share of buyers whose card is declined. From 0 to 1. */
    @WithDefault("0.02")
    @DecimalMin("0")
    @DecimalMax("1")
    double declinedShare();

    /** How long a user waits, from the scheduled arrival to the end of the response. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration patience();

    /**
     * The largest number of requests in flight to a lane. It must be well above rate × patience, or
     * arrivals are dropped (and counted as such).
     */
    @WithDefault("6000")
    @Min(100)
    @Max(20000)
    int maxInFlight();

    /** The seed of what users buy: the same seed, the same sequence. */
    @WithDefault("17")
    long seed();
}
