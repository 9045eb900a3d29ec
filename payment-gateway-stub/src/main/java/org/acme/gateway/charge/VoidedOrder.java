package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that will never be charged again.
 *
 * @param status refunded if a payment was returned, otherwise voided
 * @param chargeId of the refunded charge; null if there is none
 */
@JsonInclude
public record VoidedOrder(
        String orderId, ChargeStatus status, @Nullable UUID chargeId, Instant voidedAt) {}
