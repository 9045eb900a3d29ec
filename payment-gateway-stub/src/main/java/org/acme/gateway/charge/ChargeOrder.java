package org.acme.gateway.charge;

/** A valid wish to charge a card, under a key that makes it one wish however often it is sent. */
record ChargeOrder(
        String idempotencyKey, String orderId, long amountMinor, String currency, CardToken card) {}
