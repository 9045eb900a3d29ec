package org.acme.checkout.payment;

import java.util.UUID;

/** The money asked for an order. Its order id is the idempotency key: asking twice charges once. */
public record Charge(UUID orderId, long amountMinor, String currency, String cardToken) {}
