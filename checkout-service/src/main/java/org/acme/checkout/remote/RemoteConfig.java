package org.acme.checkout.remote;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The address of another service, and the timeouts of an attempt in the protected lane. */
public interface RemoteConfig {

    /** The base URL of the service. */
    URI url();

    /** How long connecting may take; part of the attempt. */
    @WithDefault("250ms")
    @DurationMin(millis = 1, message = "must be above 0, but is ${validatedValue}")
    Duration connectTimeout();

    /** How long an attempt may take, from waiting for a connection to the complete response. */
    @WithDefault("250ms")
    @DurationMin(millis = 1, message = "must be above 0, but is ${validatedValue}")
    Duration attemptTimeout();
}
