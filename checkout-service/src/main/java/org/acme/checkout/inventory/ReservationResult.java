package org.acme.checkout.inventory;

import java.time.Instant;

/** The result of a reservation, as far as it is known. */
public sealed interface ReservationResult {

    /** Inventory holds the stock for the order. */
    record Held() implements ReservationResult {}

    /** Inventory refused the reservation. */
    record Refused(String reason) implements ReservationResult {}

    /**
     * Inventory could not be asked. The snapshot covers the quantity, so the reservation is owed.
     */
    record Owed(Instant snapshotAsOf) implements ReservationResult {}

    /** Inventory could not be asked, and the snapshot does not cover the quantity. */
    record NotCovered(String reason) implements ReservationResult {}
}
