package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.jspecify.annotations.Nullable;

/** A number that can be measured in one lane. */
public sealed interface Measure {

    double PERCENT = 100;

    Unit unit();

    /** Passes it to the method for its kind; null if it cannot be measured. */
    <R> @Nullable R by(Meters<R> meters);

    /** Has one method for each kind of measure, so that a new kind must be handled. */
    interface Meters<R> {

        @Nullable R users(Users measure);

        @Nullable R services(Services measure);
    }

    /** Returns the same number of the other lane. */
    Measure in(Lane other);

    /** Latencies and outcomes of one operation. */
    record Users(Lane lane, Operation operation, Quantity quantity) implements Measure {

        @Override
        public Unit unit() {
            return quantity.unit();
        }

        @Override
        public Measure in(Lane other) {
            return new Users(other, operation, quantity);
        }

        @Override
        public <R> @Nullable R by(Meters<R> meters) {
            return meters.users(this);
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

        @Override
        public <R> @Nullable R by(Meters<R> meters) {
            return meters.services(this);
        }
    }

    /** A measured quantity of users' requests, with its unit. */
    sealed interface Quantity {

        Unit unit();

        /** Returns the number; null while no request is complete. */
        @Nullable Double value(LatencySummary users);

        /** Formats the number, with the counts behind it. */
        default String words(LatencySummary users, double value) {
            return Format.number(unit(), value);
        }

        private static @Nullable Double percent(long part, LatencySummary users) {
            return users.concluded() == 0 ? null : PERCENT * part / users.arrivals();
        }

        /** The number of arrivals. */
        record Arrivals() implements Quantity {
            @Override
            public Unit unit() {
                return Unit.COUNT;
            }

            @Override
            public @Nullable Double value(LatencySummary users) {
                return (double) users.arrivals();
            }
        }

        /** The share of answered requests, in percent. */
        record Answered() implements Quantity {
            @Override
            public Unit unit() {
                return Unit.PERCENT;
            }

            @Override
            public @Nullable Double value(LatencySummary users) {
                return percent(users.answered(), users);
            }

            @Override
            public String words(LatencySummary users, double value) {
                return Quantity.super.words(users, value)
                        + " (%d of %d)".formatted(users.answered(), users.arrivals());
            }
        }

        /** The share of requests with this outcome, in percent. */
        record Share(Outcome outcome) implements Quantity {
            @Override
            public Unit unit() {
                return Unit.PERCENT;
            }

            @Override
            public @Nullable Double value(LatencySummary users) {
                return percent(users.count(outcome), users);
            }

            @Override
            public String words(LatencySummary users, double value) {
                return Quantity.super.words(users, value)
                        + " (%d of %d)".formatted(users.count(outcome), users.arrivals());
            }
        }

        /** The number of requests with this outcome. */
        record Count(Outcome outcome) implements Quantity {
            @Override
            public Unit unit() {
                return Unit.COUNT;
            }

            @Override
            public @Nullable Double value(LatencySummary users) {
                return (double) users.count(outcome);
            }
        }

        /** A percentile of the latency (100 is the slowest), in milliseconds. */
        record Latency(double percentile) implements Quantity {
            @Override
            public Unit unit() {
                return Unit.MILLIS;
            }

            @Override
            public @Nullable Double value(LatencySummary users) {
                return users.concluded() == 0 ? null : users.percentileMillis(percentile);
            }
        }
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
