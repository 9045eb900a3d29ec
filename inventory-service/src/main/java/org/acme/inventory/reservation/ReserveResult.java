package org.acme.inventory.reservation;

import java.util.List;

/** The result of a reservation attempt. Only {@link Held} changes the stock. */
sealed interface ReserveResult {

    /** Returns the name in logs and metrics. */
    String word();

    /** Passes it to the method for its kind. */
    <R> R by(Cases<R> cases);

    /** Has one method for each kind of result, so that a new kind must be handled. */
    interface Cases<R> {

        R held(Held result);

        R notEnough(NotEnough result);

        R released(Released result);

        R different(Different result);

        R unknownProducts(UnknownProducts result);
    }

    /** The stock is held; {@code created} by this call, or by an identical one before. */
    record Held(Reservation reservation, boolean created) implements ReserveResult {
        @Override
        public String word() {
            return created ? "held" : "same";
        }

        @Override
        public <R> R by(Cases<R> cases) {
            return cases.held(this);
        }
    }

    /** The stock of these products is too low. */
    record NotEnough(List<Shortage> shortages) implements ReserveResult {
        @Override
        public String word() {
            return "not_enough";
        }

        @Override
        public <R> R by(Cases<R> cases) {
            return cases.notEnough(this);
        }
    }

    /** The order's reservation was released before this call. */
    record Released(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "released";
        }

        @Override
        public <R> R by(Cases<R> cases) {
            return cases.released(this);
        }
    }

    /** The order has a reservation of other items. */
    record Different(Reservation reservation) implements ReserveResult {
        @Override
        public String word() {
            return "different";
        }

        @Override
        public <R> R by(Cases<R> cases) {
            return cases.different(this);
        }
    }

    /** These products do not exist. */
    record UnknownProducts(List<String> skus) implements ReserveResult {
        @Override
        public String word() {
            return "unknown_product";
        }

        @Override
        public <R> R by(Cases<R> cases) {
            return cases.unknownProducts(this);
        }
    }
}
