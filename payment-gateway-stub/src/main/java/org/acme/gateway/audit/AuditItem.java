package org.acme.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge in its current state, or the tombstone of a voided order, which has no charge id and no
 * amount. An item that changes again appears again.
 *
 * @param status paid, declined, voided or refunded
 */
@JsonInclude
public record AuditItem(
        @Nullable UUID chargeId,
        String orderId,
        String status,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Instant changedAt) {}
