package org.acme.workshop.scenario.judge;

import java.util.List;
import org.acme.workshop.alert.AlertBoard;
import org.acme.workshop.audit.Books;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** Judges the expectations of one run, each with the judge of its kind. */
public final class Judge {

    private final Traffic traffic;
    private final long droppedBefore;
    private final Axis axis;
    private final NumbersJudge numbers;
    private final BreakerJudge breakers;
    private final BooksJudge books;
    private final AlertsJudge alerts;

    public Judge(
            RunClock clock,
            Scenario scenario,
            Traffic traffic,
            Watch watch,
            Books audited,
            AlertBoard board) {
        this.traffic = traffic;
        this.droppedBefore = traffic.dropped();
        this.axis = new Axis(clock, scenario.duration(), traffic.patience());
        UsersMeter users =
                new UsersMeter((lane, operation) -> traffic.lane(lane).samples(operation));
        this.numbers = new NumbersJudge(axis, users, new ServicesMeter(watch, traffic)::read);
        this.breakers = new BreakerJudge(axis, watch);
        this.books = new BooksJudge(axis, scenario.warmUp(), audited);
        this.alerts = new AlertsJudge(axis, board);
    }

    /** Returns the arrivals of this run that could not be sent. */
    public long dropped() {
        return traffic.dropped() - droppedBefore;
    }

    /** Returns when the last expectation that looks beyond the run's end can be judged. */
    public long due(List<Scenario.Line> lines, long end) {
        long due = end;
        for (Scenario.Line line : lines) {
            Long deadline = deadline(line.expectation());
            due = deadline != null && deadline - due > 0 ? deadline : due;
        }
        return due;
    }

    /** Whether every order is final, and every alert received, that an expectation waits for. */
    public boolean allSettled(List<Scenario.Line> lines) {
        return lines.stream().map(Scenario.Line::expectation).allMatch(this::needsNoMoreTime);
    }

    private @Nullable Long deadline(Expectation expectation) {
        Expectation.Deadline deadline = expectation.deadline();
        Long anchor = deadline == null ? null : deadline.anchor().on(axis);
        return deadline == null || anchor == null ? null : anchor + deadline.within().toNanos();
    }

    private boolean needsNoMoreTime(Expectation expectation) {
        return expectation.deadline() == null
                || expectation.by(new Now(Phase.SETTLING)).state()
                        != ExpectationResult.State.WAITING;
    }

    /**
     * Returns the current result of an expectation.
     *
     * @param atEnd whether the run is over and no further data will come
     */
    public ExpectationResult result(Expectation expectation, boolean atEnd) {
        return expectation.by(new Now(atEnd ? Phase.END : Phase.RUNNING));
    }

    private enum Phase {
        RUNNING,
        /** The last users are gone; orders and alerts may still come. */
        SETTLING,
        END
    }

    /** Judges each kind of expectation as far as it can be judged in a phase. */
    private final class Now implements Expectation.Judges<ExpectationResult> {

        private final Phase phase;
        private final boolean atEnd;

        Now(Phase phase) {
            this.phase = phase;
            this.atEnd = phase == Phase.END;
        }

        @Override
        public ExpectationResult compare(Expectation.Compare expected) {
            return numbers.judge(expected, atEnd);
        }

        @Override
        public ExpectationResult reaches(Expectation.Reaches expected) {
            return breakers.reaches(expected, atEnd);
        }

        @Override
        public ExpectationResult neverTrips(Expectation.NeverTrips expected) {
            return breakers.neverTrips(expected, atEnd);
        }

        @Override
        public ExpectationResult opens(Expectation.Opens expected) {
            return breakers.opens(expected, atEnd);
        }

        @Override
        public ExpectationResult alerts(Expectation.Alerts expected) {
            return alerts.judge(expected, atEnd);
        }

        @Override
        public ExpectationResult settled(Expectation.Settled expected) {
            if (phase == Phase.RUNNING) {
                return ExpectationResult.waiting();
            }
            ExpectationResult result = books.settled(expected);
            boolean met = result.state() == ExpectationResult.State.MET;
            return atEnd || met ? result : ExpectationResult.waiting();
        }

        @Override
        public ExpectationResult settledAsConfirmed(Expectation.SettledAsConfirmed expected) {
            return atEnd ? books.settledAsConfirmed(expected) : ExpectationResult.waiting();
        }

        @Override
        public ExpectationResult invariantsHold(Expectation.InvariantsHold expected) {
            return atEnd ? books.invariants(expected) : ExpectationResult.waiting();
        }

        @Override
        public ExpectationResult nothingDropped(Expectation.NothingDropped expected) {
            if (dropped() > 0) {
                return ExpectationResult.missed(dropped() + " dropped");
            }
            return atEnd ? ExpectationResult.met("0 dropped") : ExpectationResult.waiting();
        }
    }
}
