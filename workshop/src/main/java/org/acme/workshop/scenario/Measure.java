package org.acme.workshop.scenario;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;

/** A number that can be measured of the users of one operation in one lane. */
record Measure(Lane lane, Operation operation, Quantity quantity) {

    /** What is measured, and with it the unit. */
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

    /** The unit of a number. */
    enum Unit {
        PERCENT,
        MILLIS,
        COUNT
    }

    Unit unit() {
        if (quantity instanceof Quantity.Latency) {
            return Unit.MILLIS;
        }
        return quantity instanceof Quantity.Answered || quantity instanceof Quantity.Share
                ? Unit.PERCENT
                : Unit.COUNT;
    }

    Measure in(Lane other) {
        return new Measure(other, operation, quantity);
    }
}
