package org.acme.checkout.payment;

import java.util.UUID;

/**
 * Calls the gateway without protection, with one attempt for each call.
 *
 * <p>A problem with the gateway's health is thrown as a {@code RemoteFailure}; every valid answer
 * is returned, including a decline.
 */
public interface PaymentGateway {

    /** Charges the card of an order. Idempotent by the order id. */
    PaymentResult charge(Charge charge);

    /** Voids every charge of the order; the gateway then refuses every later one. */
    VoidResult voidCharges(UUID orderId);
}
