package org.acme.checkout.payment;

import io.smallrye.config.ConfigMapping;
import org.acme.checkout.remote.RemoteConfig;

/** Where the gateway is and how long an attempt may take. */
@ConfigMapping(prefix = "checkout.payment")
public interface PaymentConfig extends RemoteConfig {}
