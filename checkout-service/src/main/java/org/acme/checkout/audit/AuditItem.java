package org.acme.checkout.audit;

import java.time.Instant;
import java.util.UUID;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.jspecify.annotations.Nullable;

/** The facts of one order, as of its last change. */
public record AuditItem(
        UUID orderId,
        String idempotencyKey,
        Instant createdAt,
        PaymentFact payment,
        ReservationFact reservation,
        OrderStatus status,
        long totalMinor,
        String currency,
        @Nullable Instant finalSince) {}
