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
        Axis axis = new Axis(clock, scenario.duration(), traffic.patience());
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

    private @Nullable Long deadline(Expectation expectation) {
        if (expectation instanceof Expectation.Settled settled) {
            return books.due(settled);
        }
        return expectation instanceof Expectation.Alerts told ? alerts.due(told) : null;
    }

    /** Whether every order is final, and every alert received, that an expectation waits for. */
    public boolean allSettled(List<Scenario.Line> lines) {
        return lines.stream().map(Scenario.Line::expectation).allMatch(this::needsNoMoreTime);
    }

    private boolean needsNoMoreTime(Expectation expectation) {
        if (expectation instanceof Expectation.Settled settled) {
            return books.settled(settled).state() == ExpectationResult.State.MET;
        }
        return !(expectation instanceof Expectation.Alerts told)
                || alerts.judge(told, false).state() != ExpectationResult.State.WAITING;
    }

    /**
     * Returns the current result of an expectation.
     *
     * @param atEnd whether the run is over and no further data will come
     */
    public ExpectationResult result(Expectation expectation, boolean atEnd) {
        if (expectation instanceof Expectation.Compare compare) {
            return numbers.judge(compare, atEnd);
        }
        if (expectation instanceof Expectation.Reaches reaches) {
            return breakers.reaches(reaches, atEnd);
        }
        if (expectation instanceof Expectation.NeverTrips never) {
            return breakers.neverTrips(never, atEnd);
        }
        if (expectation instanceof Expectation.Opens opens) {
            return breakers.opens(opens, atEnd);
        }
        if (expectation instanceof Expectation.Alerts told) {
            return alerts.judge(told, atEnd);
        }
        if (expectation instanceof Expectation.Settled settled) {
            return atEnd ? books.settled(settled) : ExpectationResult.waiting();
        }
        if (expectation instanceof Expectation.SettledAsConfirmed settled) {
            return atEnd ? books.settledAsConfirmed(settled) : ExpectationResult.waiting();
        }
        if (expectation instanceof Expectation.InvariantsHold invariants) {
            return atEnd ? books.invariants(invariants) : ExpectationResult.waiting();
        }
        if (dropped() > 0) {
            return ExpectationResult.missed(dropped() + " dropped");
        }
        return atEnd ? ExpectationResult.met("0 dropped") : ExpectationResult.waiting();
    }
}
