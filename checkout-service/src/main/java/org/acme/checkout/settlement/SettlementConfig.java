package org.acme.checkout.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of settlement. */
@ConfigMapping(prefix = "checkout.settlement")
public interface SettlementConfig {

    /** Whether this replica settles at all. */
    @WithDefault("true")
    boolean enabled();

    /** The number of orders in progress at once, in all replicas together; at least 1 in each. */
    @WithDefault("4")
    @Min(
            value = 1,
            message =
                    "checkout.settlement.concurrency must be between 1 and 64, but is"
                            + " ${validatedValue}")
    @Max(
            value = 64,
            message =
                    "checkout.settlement.concurrency must be between 1 and 64, but is"
                            + " ${validatedValue}")
    int concurrency();

    /**
     * The largest number of remote calls in a second, in all replicas together and at least 1 in
     * each, so that a backlog does not overload a dependency that has just recovered.
     */
    @WithDefault("60")
    @Min(
            value = 1,
            message =
                    "checkout.settlement.per-second must be between 1 and 10000, but is"
                            + " ${validatedValue}")
    @Max(
            value = 10_000,
            message =
                    "checkout.settlement.per-second must be between 1 and 10000, but is"
                            + " ${validatedValue}")
    int perSecond();

    /** How long to pause when there is nothing to do. */
    @WithDefault("200ms")
    @DurationMin(
            millis = 10,
            message = "checkout.settlement.idle must be at least 10ms, but is ${validatedValue}")
    Duration idle();

    /** The longest pause after the first failed attempt; it doubles with each further one. */
    @WithDefault("250ms")
    @DurationMin(
            millis = 1,
            message = "checkout.settlement.backoff must be above 0, but is ${validatedValue}")
    Duration backoff();

    /** The longest pause between two attempts. */
    @WithDefault("5s")
    @DurationMin(
            millis = 1,
            message = "checkout.settlement.max-backoff must be above 0, but is ${validatedValue}")
    Duration maxBackoff();

    /** An order whose payment is still pending at this age is given up. */
    @WithDefault("15m")
    @DurationMin(
            millis = 1,
            message = "checkout.settlement.give-up-after must be above 0, but is ${validatedValue}")
    Duration giveUpAfter();
}
