package org.acme.inventory.reservation;

import java.util.List;

/** How an attempt to reserve ended. All but {@link Held} left nothing behind. */
sealed interface ReserveResult {

    /** The word for it in logs and metrics. */
    String word();

    /** Held now; {@code created} by this call, or by an identical one before. */
    record Held(Reservation reservation, boolean created) implements ReserveResult {
        @Override
        public String word() {
            return created ? "held" : "same";
        }
    }

    /** There isn't enough of these products. */
    record NotEnough(List<Shortage> shortages) implements ReserveResult {
        @Override
        public String word() {
            return "not_enough";
        }
    }

    /** The order's reservation was released before; this one came too late. */
    record Released(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "released";
        }
    }

    /** The order holds other items already. */
    record Different(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "different";
        }
    }

    /** There are no such products. */
    record UnknownProducts(List<String> skus) implements ReserveResult {
        @Override
        public String word() {
            return "unknown_product";
        }
    }
}
