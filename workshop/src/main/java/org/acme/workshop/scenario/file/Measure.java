package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;

/** A number that can be measured in one lane. */
public sealed interface Measure {

    Unit unit();

    /** The same number of the other lane. */
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

    /** What the services of a lane counted. */
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

    /** What is measured of users, and with it the unit. */
    sealed interface Quantity {

        /** How many came. */
        record Arrivals() implements Quantity {}

        /** The share that got an answer that means something, in time; in percent. */
        record Answered() implements Quantity {}

        /** The share that ended so; in percent. */
        record Share(Outcome outcome) implements Quantity {}

        /** How many ended so. */
        record Count(Outcome outcome) implements Quantity {}

        /** A percentile of the latency (100 is the slowest), in milliseconds. */
        record Latency(double percentile) implements Quantity {}
    }

    /** What is measured of services. */
    enum Tally {
        /** Charges asked for at the gateway. */
        GATEWAY_ARRIVALS("gateway.arrivals"),
        /** The same for each buyer who came: above 1, retries add load; below, a breaker spares it. */
        GATEWAY_LOAD("gateway.load"),
        /** Payments that a fallback stood in for. */
        PAYMENT_FALLBACKS("payment.fallbacks"),
        /** Answers about stock and products that came from the cache. */
        INVENTORY_FALLBACKS("inventory.fallbacks");

        private final String label;

        Tally(String label) {
            this.label = label;
        }

        /** How scenario files call it, behind the lane. */
        String label() {
            return label;
        }
    }

    /** The unit of a number. */
    enum Unit {
        PERCENT,
        MILLIS,
        COUNT,
        RATIO
    }
}
