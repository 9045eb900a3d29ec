package org.acme.workshop.scenario.judge;

import org.acme.workshop.scenario.file.Bound;
import org.acme.workshop.scenario.file.Bound.Fixed;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.jspecify.annotations.Nullable;

/** Judges the expectations that compare measured numbers. */
final class NumbersJudge {

    private final Axis axis;
    private final UsersMeter users;
    private final ServicesCount services;

    NumbersJudge(Axis axis, UsersMeter users, ServicesCount services) {
        this.axis = axis;
        this.users = users;
        this.services = services;
    }

    /** Counts of the services in a time span; null if the services couldn't be read. */
    interface ServicesCount {
        @Nullable Reading read(Measure.Services measure, Stretch stretch);
    }

    ExpectationResult judge(Expectation.Compare compare, boolean atEnd) {
        Stretch stretch = axis.stretch(compare.span());
        if (!atEnd && !axis.isOver(stretch)) {
            return ExpectationResult.waiting();
        }
        if (stretch == null) {
            return ExpectationResult.unknown("there was no fault");
        }
        Reading measured = read(compare.measure(), stretch);
        Double bound = bound(compare.bound(), compare.measure(), stretch);
        if (measured == null || bound == null) {
            return ExpectationResult.nothingSeen(atEnd, "no data");
        }
        String words =
                compare.bound() instanceof Fixed
                        ? measured.words()
                        : measured.words()
                                + ", bound "
                                + Format.number(compare.measure().unit(), bound);
        boolean holds = compare.comparison().holds(measured.value(), bound);
        ExpectationResult.State missed =
                compare.decides() ? ExpectationResult.State.MISSED : ExpectationResult.State.WARNED;
        return new ExpectationResult(holds ? ExpectationResult.State.MET : missed, words);
    }

    private @Nullable Reading read(Measure measure, Stretch stretch) {
        return measure instanceof Measure.Users latency
                ? users.read(latency, stretch)
                : services.read((Measure.Services) measure, stretch);
    }

    private @Nullable Double value(Measure measure, @Nullable Stretch stretch, double factor) {
        Reading reading = stretch == null ? null : read(measure, stretch);
        return reading == null ? null : reading.value() * factor;
    }

    private @Nullable Double bound(Bound bound, Measure measure, Stretch stretch) {
        if (bound instanceof Fixed fixed) {
            return fixed.value();
        }
        if (bound instanceof Bound.OfLane other) {
            return value(measure.in(other.lane()), stretch, other.factor());
        }
        if (bound instanceof Bound.OfSpan other) {
            return value(measure, axis.stretch(other.span()), other.factor());
        }
        Bound.Larger larger = (Bound.Larger) bound;
        Double one = bound(larger.one(), measure, stretch);
        Double other = bound(larger.other(), measure, stretch);
        return one == null || other == null ? null : Math.max(one, other);
    }
}
