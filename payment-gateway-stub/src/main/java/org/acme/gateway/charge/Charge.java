package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the ledger has it, or an order's tombstone: then there is no charge id and no amount.
 *
 * @param declineReason why the card refused, only for a declined charge
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
