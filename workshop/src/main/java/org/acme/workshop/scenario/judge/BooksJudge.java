package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.Books;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.OrderTally;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.traffic.Outcome;

/** Judges the expectations about orders and invariants, with the auditor's help. */
final class BooksJudge {

    private static final double PERCENT = 100;

    private final Axis axis;
    private final Duration warmUp;
    private final Books books;

    BooksJudge(Axis axis, Duration warmUp, Books books) {
        this.axis = axis;
        this.warmUp = warmUp;
        this.books = books;
    }

    ExpectationResult settled(Expectation.Settled settled) {
        Long anchor = settled.anchor().on(axis);
        if (anchor == null) {
            return ExpectationResult.unknown("there was no fault");
        }
        Instant to = axis.clock().wall(anchor);
        Instant deadline = to.plus(settled.within());
        Instant judgedUpTo = books.verdict(settled.lane()).judgedUpTo();
        Instant from = axis.clock().wall(axis.clock().at(warmUp.negated()));
        List<String> late = books.stragglers(settled.lane(), from, to, deadline);
        if (judgedUpTo.isBefore(late.isEmpty() ? to : deadline)) {
            return ExpectationResult.unknown("the auditor has not read that far");
        }
        return late.isEmpty()
                ? ExpectationResult.met("all settled")
                : ExpectationResult.missed(
                        late.size() + " not settled, for example " + String.join(", ", few(late)));
    }

    /**
     * Judges the share of confirmed orders; orders that aren't final or judged yet could still go
     * either way.
     */
    ExpectationResult settledAsConfirmed(Expectation.SettledAsConfirmed expected) {
        Axis.Stretch stretch = axis.stretch(expected.span());
        if (stretch == null) {
            return ExpectationResult.unknown("there was no fault");
        }
        Instant judgedUpTo = books.verdict(expected.lane()).judgedUpTo();
        if (judgedUpTo.isBefore(axis.clock().wall(stretch.to()))) {
            return ExpectationResult.unknown("the auditor has not read that far");
        }
        OrderTally tally =
                books.tally(
                        expected.lane(),
                        axis.clock().wall(stretch.from()),
                        axis.clock().wall(stretch.to()),
                        expected.pendingOnly() ? Outcome.PENDING : null);
        if (!tally.complete()) {
            return ExpectationResult.unknown(
                    "the auditor no longer remembers some of these orders");
        }
        if (tally.orders() == 0) {
            return ExpectationResult.unknown("there were no such orders");
        }
        double least = PERCENT * tally.confirmed() / tally.orders();
        double most = PERCENT * (tally.confirmed() + tally.unfinished()) / tally.orders();
        String words =
                "%s (%d of %d%s)"
                        .formatted(
                                Format.percent(least),
                                tally.confirmed(),
                                tally.orders(),
                                tally.unfinished() == 0 ? "" : ", " + tally.unfinished() + " open");
        boolean atWorst = expected.comparison().holds(least, expected.percent());
        boolean atBest = expected.comparison().holds(most, expected.percent());
        if (atWorst != atBest) {
            return ExpectationResult.unknown(words);
        }
        return atWorst ? ExpectationResult.met(words) : ExpectationResult.missed(words);
    }

    ExpectationResult invariants(Expectation.InvariantsHold expected) {
        Instant begin = axis.clock().wall(axis.clock().at(Duration.ZERO));
        Map<Lane, ExpectationResult> results = new EnumMap<>(Lane.class);
        for (Lane lane : expected.lanes()) {
            long judged = books.judgedOfThoseSince(lane, begin);
            results.put(lane, of(books.verdict(lane), judged));
        }
        return together(results);
    }

    /** Returns the result of a lane's books; balanced books without judged orders prove nothing. */
    static ExpectationResult of(LaneVerdict verdict, long judged) {
        String orders = "%d orders audited, %d open".formatted(judged, verdict.openOrders());
        return switch (verdict.state()) {
            case HOLD ->
                    judged > 0
                            ? ExpectationResult.met(orders)
                            : ExpectationResult.unknown(
                                    "no order of this run was audited, %d open"
                                            .formatted(verdict.openOrders()));
            case BROKEN -> ExpectationResult.missed(broken(verdict) + "; " + orders);
            case UNKNOWN -> ExpectationResult.unknown(verdict.reason() + ", " + orders);
        };
    }

    /** Combines the lanes: missed if the books of one are broken, met if all balance. */
    static ExpectationResult together(Map<Lane, ExpectationResult> results) {
        StringBuilder words = new StringBuilder();
        ExpectationResult.State state = ExpectationResult.State.MET;
        for (Map.Entry<Lane, ExpectationResult> lane : results.entrySet()) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(lane.getKey().label())
                    .append(": ")
                    .append(lane.getValue().measured());
            ExpectationResult.State its = lane.getValue().state();
            if (its == ExpectationResult.State.MISSED || state == ExpectationResult.State.MET) {
                state = its;
            }
        }
        return new ExpectationResult(state, words.toString());
    }

    private static String broken(LaneVerdict verdict) {
        for (Judgement judgement : verdict.invariants()) {
            if (judgement.violations() > 0) {
                return judgement.violations()
                        + " x "
                        + judgement.invariant().label()
                        + ", for example "
                        + judgement.examples().get(0);
            }
        }
        return "broken";
    }

    private static List<String> few(List<String> many) {
        return many.subList(0, Math.min(3, many.size()));
    }
}
