package org.acme.checkout.payment;

import java.util.UUID;

/** A charge for an order. The order id is the idempotency key: sending it twice charges once. */
public record Charge(UUID orderId, long amountMinor, String currency, String cardToken) {}
