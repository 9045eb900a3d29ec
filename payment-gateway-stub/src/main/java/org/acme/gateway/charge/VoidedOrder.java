package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that will never be charged again.
 *
 * @param status refunded if money was given back, else voided
 * @param chargeId of the refunded charge
 */
@JsonInclude
public record VoidedOrder(
        String orderId, ChargeStatus status, @Nullable UUID chargeId, Instant voidedAt) {}
