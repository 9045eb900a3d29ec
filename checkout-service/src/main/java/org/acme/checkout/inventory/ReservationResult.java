package org.acme.checkout.inventory;

import java.util.function.Function;
import java.util.function.Supplier;

/** Inventory's answer to a reservation. */
public sealed interface ReservationResult {

    /** Calls the function for its kind: {@code refused} receives the reason. */
    <R> R by(Supplier<R> held, Function<String, R> refused);

    /** Inventory holds the stock for the order. */
    record Held() implements ReservationResult {
        @Override
        public <R> R by(Supplier<R> held, Function<String, R> refused) {
            return held.get();
        }
    }

    /** Inventory refused the reservation. */
    record Refused(String reason) implements ReservationResult {
        @Override
        public <R> R by(Supplier<R> held, Function<String, R> refused) {
            return refused.apply(reason);
        }
    }
}
