package org.acme.workshop.scenario;

import java.util.Locale;
import org.acme.workshop.scenario.Axis.Stretch;
import org.acme.workshop.scenario.Bound.Fixed;
import org.acme.workshop.scenario.Measure.Quantity;
import org.acme.workshop.traffic.SampleLog.Felt;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** Judges what the users felt. */
final class UsersJudge {

    private static final double PERCENT = 100;

    private final Axis axis;
    private final Traffic traffic;

    UsersJudge(Axis axis, Traffic traffic) {
        this.axis = axis;
        this.traffic = traffic;
    }

    Opinion judge(Expectation.Compare compare, boolean atEnd) {
        Stretch stretch = axis.stretch(compare.span());
        if (!atEnd && !axis.isOver(stretch)) {
            return Opinion.waiting();
        }
        if (stretch == null) {
            return Opinion.unknown("there was no fault");
        }
        Felt felt = felt(compare.measure(), stretch);
        Double measured = measured(compare.measure(), felt);
        Double bound = bound(compare.bound(), compare.measure(), stretch);
        if (measured == null || bound == null || !felt.complete()) {
            return Opinion.unknown("no requests to measure");
        }
        String words =
                words(compare.measure(), felt, measured)
                        + (compare.bound() instanceof Fixed
                                ? ""
                                : ", bound " + number(compare.measure().unit(), bound));
        boolean holds = compare.comparison().holds(measured, bound);
        Opinion.State missed = compare.decides() ? Opinion.State.MISSED : Opinion.State.WARNED;
        return new Opinion(holds ? Opinion.State.MET : missed, words);
    }

    private Felt felt(Measure measure, Stretch stretch) {
        return traffic.lane(measure.lane())
                .samples(measure.operation())
                .arrivedBetween(stretch.from(), stretch.to());
    }

    private static @Nullable Double measured(Measure measure, Felt felt) {
        Quantity quantity = measure.quantity();
        if (quantity instanceof Quantity.Arrivals) {
            return (double) felt.arrivals();
        }
        if (quantity instanceof Quantity.Count count) {
            return (double) felt.count(count.outcome());
        }
        if (felt.concluded() == 0) {
            return null;
        }
        if (quantity instanceof Quantity.Latency latency) {
            return felt.percentileMillis(latency.percentile());
        }
        long part =
                quantity instanceof Quantity.Share share
                        ? felt.count(share.outcome())
                        : felt.answered();
        return PERCENT * part / felt.arrivals();
    }

    private @Nullable Double bound(Bound bound, Measure measure, Stretch stretch) {
        if (bound instanceof Fixed fixed) {
            return fixed.value();
        }
        if (bound instanceof Bound.OfLane other) {
            Measure there = measure.in(other.lane());
            Double value = measured(there, felt(there, stretch));
            return value == null ? null : value * other.factor();
        }
        if (bound instanceof Bound.OfSpan other) {
            Stretch then = axis.stretch(other.span());
            Double value = then == null ? null : measured(measure, felt(measure, then));
            return value == null ? null : value * other.factor();
        }
        Bound.Larger larger = (Bound.Larger) bound;
        Double one = bound(larger.one(), measure, stretch);
        Double other = bound(larger.other(), measure, stretch);
        return one == null || other == null ? null : Math.max(one, other);
    }

    private static String words(Measure measure, Felt felt, double measured) {
        String number = number(measure.unit(), measured);
        if (measure.unit() != Measure.Unit.PERCENT) {
            return number;
        }
        long part =
                measure.quantity() instanceof Quantity.Share share
                        ? felt.count(share.outcome())
                        : felt.answered();
        return number + " (" + part + " of " + felt.arrivals() + ")";
    }

    private static String number(Measure.Unit unit, double value) {
        return switch (unit) {
            case PERCENT -> Words.percent(value);
            case MILLIS -> Words.millis(value);
            case COUNT -> String.format(Locale.ROOT, "%.0f", value);
        };
    }
}
