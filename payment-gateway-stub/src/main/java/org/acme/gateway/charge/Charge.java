package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge in the ledger, or an order's tombstone, which has no charge id and no amount.
 *
 * @param declineReason why the card was declined; null for all other charges
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Charge(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID chargeId,
        String orderId,
        ChargeStatus status,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String declineReason,
        Instant createdAt,
        Instant changedAt) {}
