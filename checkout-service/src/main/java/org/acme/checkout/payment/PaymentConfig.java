package org.acme.checkout.payment;

import io.smallrye.config.ConfigMapping;
import org.acme.checkout.remote.RemoteConfig;

/** The address of the gateway and the timeouts of an attempt. */
@ConfigMapping(prefix = "checkout.payment")
public interface PaymentConfig extends RemoteConfig {}
