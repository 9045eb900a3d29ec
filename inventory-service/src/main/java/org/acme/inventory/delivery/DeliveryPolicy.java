package org.acme.inventory.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries stand.
 *
 * @param enabled whether anything is delivered now
 * @param lowWaterMark below which a product gets a delivery
 * @param quantity how many pieces a delivery brings
 * @param pausedUntil when a pause ends, if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryPolicy(
        boolean enabled, long lowWaterMark, int quantity, @Nullable Instant pausedUntil) {}
