package org.acme.checkout.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.checkout.remote.RemoteRules;

/** Makes calls to the gateway obey its {@code Retry-After}. */
@Singleton
@Named("payment")
class PaymentRules extends RemoteRules {}
