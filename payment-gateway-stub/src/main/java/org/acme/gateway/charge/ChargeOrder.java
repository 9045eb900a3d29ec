package org.acme.gateway.charge;

/** A valid request to charge a card. The same key again means the same request. */
record ChargeOrder(
        String idempotencyKey, String orderId, long amountMinor, String currency, CardToken card) {}
