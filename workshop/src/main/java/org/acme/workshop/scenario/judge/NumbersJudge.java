package org.acme.workshop.scenario.judge;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Bound;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.file.Span;
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
        Double bound = compare.bound().value(elsewhere(compare.measure(), stretch));
        if (measured == null || bound == null) {
            return ExpectationResult.nothingSeen(atEnd, "no data");
        }
        String words =
                compare.bound().isFixed()
                        ? measured.words()
                        : measured.words()
                                + ", bound "
                                + Format.number(compare.measure().unit(), bound);
        boolean holds =
                compare.comparison().holds(measured.value(), bound)
                        && !isTimesNothing(compare, measured, bound);
        ExpectationResult.State missed =
                compare.decides() ? ExpectationResult.State.MISSED : ExpectationResult.State.WARNED;
        return new ExpectationResult(holds ? ExpectationResult.State.MET : missed, words);
    }

    /** A multiple of nothing is met by nothing: such a comparison has seen nothing happen. */
    private static boolean isTimesNothing(
            Expectation.Compare compare, Reading measured, double bound) {
        return !compare.bound().isFixed()
                && compare.comparison() == Expectation.Comparison.AT_LEAST
                && bound == 0
                && measured.value() == 0;
    }

    private @Nullable Reading read(Measure measure, Stretch stretch) {
        return measure.by(
                new Measure.Meters<Reading>() {
                    @Override
                    public @Nullable Reading users(Measure.Users asked) {
                        return users.read(asked, stretch);
                    }

                    @Override
                    public @Nullable Reading services(Measure.Services asked) {
                        return services.read(asked, stretch);
                    }
                });
    }

    private Bound.Measured elsewhere(Measure measure, Stretch stretch) {
        return new Bound.Measured() {
            @Override
            public @Nullable Double in(Lane lane) {
                return value(measure.in(lane), stretch);
            }

            @Override
            public @Nullable Double during(Span span) {
                return value(measure, axis.stretch(span));
            }
        };
    }

    private @Nullable Double value(Measure measure, @Nullable Stretch stretch) {
        Reading reading = stretch == null ? null : read(measure, stretch);
        return reading == null ? null : reading.value();
    }
}
