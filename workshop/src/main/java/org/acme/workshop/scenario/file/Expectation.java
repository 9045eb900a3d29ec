package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/** An expectation of a scenario, which its run must meet. */
public sealed interface Expectation {

    /** Passes it to the method for its kind. */
    <R> R by(Judges<R> judges);

    /** Whether it decides the verdict; otherwise it only warns. */
    default boolean decides() {
        return true;
    }

    /** Returns how long to wait for it after the run's end; null if no longer than that. */
    default @Nullable Deadline deadline() {
        return null;
    }

    /** A limit of time after an instant of the run. */
    record Deadline(Anchor anchor, Duration within) {}

    /** Has one method for each kind of expectation, so that a new kind must be handled. */
    interface Judges<R> {

        R compare(Compare expected);

        R reaches(Reaches expected);

        R neverTrips(NeverTrips expected);

        R opens(Opens expected);

        R alerts(Alerts expected);

        R settled(Settled expected);

        R settledAsConfirmed(SettledAsConfirmed expected);

        R invariantsHold(InvariantsHold expected);

        R nothingDropped(NothingDropped expected);
    }

    /** A measured number has the given relation to a bound. */
    record Compare(Measure measure, Comparison comparison, Bound bound, Span span)
            implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.compare(this);
        }

        /** An absolute latency only warns, because machines are noisy. */
        @Override
        public boolean decides() {
            return measure.unit() != Measure.Unit.MILLIS || bound.contrasts();
        }
    }

    /** A breaker first enters a state within a time after an instant. */
    record Reaches(Lane lane, String breaker, String state, Duration within, Anchor anchor)
            implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.reaches(this);
        }
    }

    /**
     * A breaker never opens out of the closed state (a failed probe that reopens it is no trip).
     */
    record NeverTrips(Lane lane, String breaker, Span span) implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.neverTrips(this);
        }
    }

    /**
     * A breaker opens a given number of times.
     *
     * @param tripsOnly only out of the closed state, not by failed probes
     */
    record Opens(
            Lane lane,
            String breaker,
            boolean tripsOnly,
            Comparison comparison,
            int times,
            Span span)
            implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.opens(this);
        }
    }

    /**
     * An alert is first received, or ends, within a time after an instant.
     *
     * @param shown whether it is received; otherwise whether it ends
     */
    record Alerts(Lane lane, String alert, boolean shown, Duration within, Anchor anchor)
            implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.alerts(this);
        }

        @Override
        public Deadline deadline() {
            return new Deadline(anchor, within);
        }
    }

    /** Every order begun before an instant is final within a time after it. */
    record Settled(Lane lane, Duration within, Anchor anchor) implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.settled(this);
        }

        @Override
        public Deadline deadline() {
            return new Deadline(anchor, within);
        }
    }

    /**
     * A given share of the orders created in a span ends up CONFIRMED and without a finding.
     *
     * @param pendingOnly only the orders whose users were told "pending", otherwise all in the
     *     books
     * @param percent the bound, from 0 to 100
     */
    record SettledAsConfirmed(
            Lane lane, boolean pendingOnly, Comparison comparison, double percent, Span span)
            implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.settledAsConfirmed(this);
        }
    }

    /** The auditor has judged and found nothing. */
    record InvariantsHold(List<Lane> lanes) implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.invariantsHold(this);
        }
    }

    /** Every arrival could be sent, so that the measurement is valid. */
    record NothingDropped() implements Expectation {
        @Override
        public <R> R by(Judges<R> judges) {
            return judges.nothingDropped(this);
        }
    }

    /** The relation of two numbers. */
    enum Comparison {
        AT_LEAST(">="),
        AT_MOST("<="),
        MORE(">"),
        LESS("<");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        public boolean holds(double measured, double bound) {
            return switch (this) {
                case AT_LEAST -> measured >= bound;
                case AT_MOST -> measured <= bound;
                case MORE -> measured > bound;
                case LESS -> measured < bound;
            };
        }
    }
}
