package org.acme.checkout.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.checkout.remote.RemoteRules;

/** The {@code Retry-After} of the gateway is obeyed. */
@Singleton
@Named("payment")
class PaymentRules extends RemoteRules {}
