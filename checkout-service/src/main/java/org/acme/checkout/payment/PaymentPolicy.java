package org.acme.checkout.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;

/**
 * How the gateway may be called. The numbers stand in {@code application.properties} under {@code
 * breaker."payment"}. What counts as a failure is what {@link PaymentGateway} throws, but for a
 * {@code RemoteRejection}.
 */
@Singleton
public class PaymentPolicy extends CallPolicy<PaymentGateway> {

    /** The way out: the payment stays pending, and is left to settlement. */
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
