package org.acme.checkout.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;

/**
 * Makes calls to the gateway through its pipeline. The settings are in {@code
 * application.properties} under {@code breaker."payment"}. A failure is what {@link PaymentGateway}
 * throws, except a {@code RemoteRejection}.
 */
@Singleton
public class PaymentPolicy extends CallPolicy<PaymentGateway> {

    /** The fallback: the payment stays pending, and settlement completes it. */
    public static final String PENDING_PAYMENT = "pending_payment";

    protected PaymentPolicy(
            PaymentGateway gateway,
            PaymentConfig config,
            @Named("payment") Pipeline protecting,
            UnprotectedProfile profile,
            Pipelines pipelines) {
        super(gateway, profile.insteadOf(protecting), profile.attempt(config), pipelines);
    }
}
