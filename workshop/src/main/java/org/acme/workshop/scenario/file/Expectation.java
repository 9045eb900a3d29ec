package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.lane.Lane;

/** An expectation of a scenario, which its run must meet. */
public sealed interface Expectation {

    /** A measured number has the given relation to a bound. */
    record Compare(Measure measure, Comparison comparison, Bound bound, Span span)
            implements Expectation {}

    /** A breaker first enters a state within a time after an instant. */
    record Reaches(Lane lane, String breaker, String state, Duration within, Anchor anchor)
            implements Expectation {}

    /**
     * A breaker never opens out of the closed state (a failed probe that reopens it is no trip).
     */
    record NeverTrips(Lane lane, String breaker, Span span) implements Expectation {}

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
            implements Expectation {}

    /**
     * An alert is first received, or ends, within a time after an instant.
     *
     * @param shown whether it is received; otherwise whether it ends
     */
    record Alerts(Lane lane, String alert, boolean shown, Duration within, Anchor anchor)
            implements Expectation {}

    /** Every order begun before an instant is final within a time after it. */
    record Settled(Lane lane, Duration within, Anchor anchor) implements Expectation {}

    /**
     * A given share of the orders created in a span ends up CONFIRMED and without a finding.
     *
     * @param pendingOnly only the orders whose users were told "pending", otherwise all in the
     *     books
     * @param percent the bound, from 0 to 100
     */
    record SettledAsConfirmed(
            Lane lane, boolean pendingOnly, Comparison comparison, double percent, Span span)
            implements Expectation {}

    /** The auditor has judged and found nothing. */
    record InvariantsHold(List<Lane> lanes) implements Expectation {}

    /** Every arrival could be sent, so that the measurement is valid. */
    record NothingDropped() implements Expectation {}

    /**
     * Whether it decides the verdict. An absolute latency only warns, since machines are noisy;
     * counts, states, invariants and the contrast between the lanes decide.
     */
    default boolean decides() {
        return !(this instanceof Compare compare)
                || compare.measure().unit() != Measure.Unit.MILLIS
                || compare.bound().contrasts();
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
