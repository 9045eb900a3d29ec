package org.acme.inventory.reservation;

import java.util.UUID;

/**
 * Confirms that an order's reservation is released for ever.
 *
 * @param orderId whose reservation; the caller compares it with what it asked for
 * @param state always released
 */
public record Release(UUID orderId, ReservationState state) {

    static Release of(UUID orderId) {
        return new Release(orderId, ReservationState.RELEASED);
    }
}
