package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;

/** A number that can be measured in one lane. */
public sealed interface Measure {

    Unit unit();

    /** Returns the same number of the other lane. */
    Measure in(Lane other);

    /** Latencies and outcomes of one operation. */
    record Users(Lane lane, Operation operation, Quantity quantity) implements Measure {

        @Override
        public Unit unit() {
            if (quantity instanceof Quantity.Latency) {
                return Unit.MILLIS;
            }
            return quantity instanceof Quantity.Answered || quantity instanceof Quantity.Share
                    ? Unit.PERCENT
                    : Unit.COUNT;
        }

        @Override
        public Measure in(Lane other) {
            return new Users(other, operation, quantity);
        }
    }

    /** A number counted by the services of a lane. */
    record Services(Lane lane, Tally tally) implements Measure {

        @Override
        public Unit unit() {
            return tally == Tally.GATEWAY_LOAD ? Unit.RATIO : Unit.COUNT;
        }

        @Override
        public Measure in(Lane other) {
            return new Services(other, tally);
        }
    }

    /** A measured quantity of users' requests, with its unit. */
    sealed interface Quantity {

        /** The number of arrivals. */
        record Arrivals() implements Quantity {}

        /** The share of answered requests, in percent. */
        record Answered() implements Quantity {}

        /** The share of requests with this outcome, in percent. */
        record Share(Outcome outcome) implements Quantity {}

        /** The number of requests with this outcome. */
        record Count(Outcome outcome) implements Quantity {}

        /** A percentile of the latency (100 is the slowest), in milliseconds. */
        record Latency(double percentile) implements Quantity {}
    }

    /** The quantities counted by services. */
    enum Tally {
        /** Charge requests at the gateway. */
        GATEWAY_ARRIVALS("gateway.arrivals"),
        /**
         * Charge requests for each buyer: above 1, retries add load; below 1, a breaker avoids
         * load.
         */
        GATEWAY_LOAD("gateway.load"),
        /** Payments answered by a fallback. */
        PAYMENT_FALLBACKS("payment.fallbacks"),
        /** Answers about stock and products that came from the snapshot. */
        INVENTORY_FALLBACKS("inventory.fallbacks");

        private final String label;

        Tally(String label) {
            this.label = label;
        }

        /** Returns the name in scenario files, after the lane. */
        String label() {
            return label;
        }
    }

    /** The unit of a measured number. */
    enum Unit {
        PERCENT,
        MILLIS,
        COUNT,
        RATIO
    }
}
