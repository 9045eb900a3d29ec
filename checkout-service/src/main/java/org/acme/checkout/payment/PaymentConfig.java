package org.acme.checkout.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the gateway is and how long an attempt may take in the protected lane. */
@ConfigMapping(prefix = "checkout.payment")
public interface PaymentConfig {

    /** The gateway's address. */
    @WithDefault("http://127.0.0.1:8082")
    URI url();

    /** How long connecting may take. */
    @WithDefault("250ms")
    @DurationMin(
            millis = 1,
            message = "checkout.payment.connect-timeout must be above 0, but is ${validatedValue}")
    Duration connectTimeout();

    /** How long the answer may take once connected. */
    @WithDefault("250ms")
    @DurationMin(
            millis = 1,
            message = "checkout.payment.read-timeout must be above 0, but is ${validatedValue}")
    Duration readTimeout();
}
