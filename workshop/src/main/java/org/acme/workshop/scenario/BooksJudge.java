package org.acme.workshop.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.acme.workshop.audit.Auditor;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/** Judges what the services wrote down, with the auditor's help. */
final class BooksJudge {

    private final Axis axis;
    private final Duration warmUp;
    private final Auditor auditor;

    BooksJudge(Axis axis, Duration warmUp, Auditor auditor) {
        this.axis = axis;
        this.warmUp = warmUp;
        this.auditor = auditor;
    }

    Opinion settled(Expectation.Settled settled) {
        Long anchor = axis.instant(settled.anchor());
        if (anchor == null) {
            return Opinion.unknown("there was no fault");
        }
        Instant to = axis.clock().wall(anchor);
        Instant deadline = to.plus(settled.within());
        Instant judgedUpTo = auditor.verdict(settled.lane()).judgedUpTo();
        Instant from = axis.clock().wall(axis.clock().at(warmUp.negated()));
        List<String> late = auditor.stragglers(settled.lane(), from, to, deadline);
        if (judgedUpTo.isBefore(late.isEmpty() ? to : deadline)) {
            return Opinion.unknown("the books could not be read that far");
        }
        return late.isEmpty()
                ? Opinion.met("all of them")
                : Opinion.missed(late.size() + " not, such as " + String.join(", ", few(late)));
    }

    /** When a promise about settling can be judged; null when there was no fault. */
    @Nullable Long due(Expectation.Settled settled) {
        Long anchor = axis.instant(settled.anchor());
        return anchor == null ? null : anchor + settled.within().toNanos();
    }

    Opinion invariants(Expectation.InvariantsHold expected) {
        StringBuilder words = new StringBuilder();
        Opinion.State state = Opinion.State.MET;
        for (Lane lane : expected.lanes()) {
            LaneVerdict verdict = auditor.verdict(lane);
            words.append(words.isEmpty() ? "" : "; ").append(lane.label()).append(": ");
            switch (verdict.state()) {
                case HOLD -> words.append(verdict.judgedOrders()).append(" orders judged");
                case BROKEN -> {
                    state = Opinion.State.MISSED;
                    words.append(broken(verdict));
                }
                case UNKNOWN -> {
                    state = state == Opinion.State.MISSED ? state : Opinion.State.UNKNOWN;
                    words.append(verdict.reason());
                }
            }
        }
        return new Opinion(state, words.toString());
    }

    private static String broken(LaneVerdict verdict) {
        for (Judgement judgement : verdict.invariants()) {
            if (judgement.violations() > 0) {
                return judgement.violations()
                        + " x "
                        + judgement.invariant().label()
                        + ", such as "
                        + judgement.examples().get(0);
            }
        }
        return "broken";
    }

    private static List<String> few(List<String> many) {
        return many.subList(0, Math.min(3, many.size()));
    }
}
