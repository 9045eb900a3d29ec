package org.acme.checkout.protection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Selects the lane, and sets how the unprotected lane calls other services. */
@ConfigMapping(prefix = "checkout.protection")
public interface ProtectionConfig {

    /** Whether remote calls are protected. */
    @WithParentName
    @WithDefault("on")
    Protection mode();

    /** The settings of the unprotected lane: the defaults of most HTTP clients. */
    Unprotected unprotected();

    /** The settings of calls without protection. */
    interface Unprotected {

        /** How long a whole attempt may take; by default the usual timeout of HTTP clients. */
        @WithDefault("30s")
        @DurationMin(
                millis = 1,
                message =
                        "checkout.protection.unprotected.timeout must be above 0, but is"
                                + " ${validatedValue}")
        Duration timeout();

        /** The number of immediate retries after any failure, without backoff. */
        @WithDefault("0")
        @Min(
                value = 0,
                message =
                        "checkout.protection.unprotected.naive-retries must be between 0 and 10, but"
                                + " is ${validatedValue}")
        @Max(
                value = 10,
                message =
                        "checkout.protection.unprotected.naive-retries must be between 0 and 10, but"
                                + " is ${validatedValue}")
        int naiveRetries();
    }
}
