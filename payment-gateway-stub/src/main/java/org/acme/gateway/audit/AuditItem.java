package org.acme.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it stands, or the tombstone of a voided order, which has no charge id and no amount.
 * What changes again shows up again.
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
