package org.acme.checkout.remote;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where another service is, and how long an attempt may take in the protected lane. */
public interface RemoteConfig {

    /** Its address. */
    URI url();

    /** How long connecting may take; part of the attempt. */
    @WithDefault("250ms")
    @DurationMin(millis = 1, message = "must be above 0, but is ${validatedValue}")
    Duration connectTimeout();

    /** How long an attempt may take, from asking for a connection to the answer's last byte. */
    @WithDefault("250ms")
    @DurationMin(millis = 1, message = "must be above 0, but is ${validatedValue}")
    Duration attemptTimeout();
}
