package org.acme.inventory.reservation;

import java.util.List;

/** The result of a reservation attempt. Only {@link Held} changes the stock. */
sealed interface ReserveResult {

    /** Returns the name in logs and metrics. */
    String word();

    /** The stock is held; {@code created} by this call, or by an identical one before. */
    record Held(Reservation reservation, boolean created) implements ReserveResult {
        @Override
        public String word() {
            return created ? "held" : "same";
        }
    }

    /** The stock of these products is too low. */
    record NotEnough(List<Shortage> shortages) implements ReserveResult {
        @Override
        public String word() {
            return "not_enough";
        }
    }

    /** The order's reservation was released before this call. */
    record Released(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "released";
        }
    }

    /** The order has a reservation of other items. */
    record Different(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "different";
        }
    }

    /** These products do not exist. */
    record UnknownProducts(List<String> skus) implements ReserveResult {
        @Override
        public String word() {
            return "unknown_product";
        }
    }
}
