package org.acme.checkout.payment;

import java.util.UUID;

/**
 * The gateway, unprotected: one attempt each.
 *
 * <p>What says something about its health is thrown as a {@code RemoteFailure}; what is an answer is
 * returned.
 */
public interface PaymentGateway {

    /** Asks for the money. */
    PaymentResult charge(Charge charge);

    /** Has every charge of the order undone, and every later one refused. */
    VoidResult voidCharges(UUID orderId);
}
