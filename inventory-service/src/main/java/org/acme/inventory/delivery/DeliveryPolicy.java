package org.acme.inventory.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current state of deliveries.
 *
 * @param enabled whether deliveries are made now
 * @param lowWaterMark the stock below which a product gets a delivery
 * @param quantity how many pieces a delivery brings
 * @param pausedUntil when a pause ends; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryPolicy(
        boolean enabled, long lowWaterMark, int quantity, @Nullable Instant pausedUntil) {}
