package org.acme.checkout.protection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The one switch between the lanes, and how the unprotected lane calls other services. */
@ConfigMapping(prefix = "checkout.protection")
public interface ProtectionConfig {

    /** Whether remote calls are protected. */
    @WithParentName
    @WithDefault("on")
    Protection mode();

    /** The unprotected lane's settings: the defaults of most HTTP clients. */
    Unprotected unprotected();

    /** How calls are made without protection. */
    interface Unprotected {

        /** The usual timeout of HTTP clients: how long an attempt may take, as a whole. */
        @WithDefault("30s")
        @DurationMin(
                millis = 1,
                message =
                        "checkout.protection.unprotected.timeout must be above 0, but is"
                                + " ${validatedValue}")
        Duration timeout();

        /** Retries at once, whatever went wrong, without any backoff. */
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
