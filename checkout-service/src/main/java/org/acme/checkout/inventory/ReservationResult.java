package org.acme.checkout.inventory;

import java.time.Instant;

/** What is known about the stock of an order after it was asked for. */
public sealed interface ReservationResult {

    /** The stock is ours. */
    record Held() implements ReservationResult {}

    /** Inventory said no. */
    record Refused(String reason) implements ReservationResult {}

    /** Inventory couldn't be asked; the snapshot covers the quantity, so the stock is owed. */
    record Owed(Instant snapshotAsOf) implements ReservationResult {}

    /** Inventory couldn't be asked, and the snapshot doesn't cover the quantity. */
    record NotCovered(String reason) implements ReservationResult {}
}
