package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/** The value that a measured number is compared with. */
public sealed interface Bound {

    /** Returns the bound as a number; null if the number that it refers to was not measured. */
    @Nullable Double value(Measured measured);

    /** Whether the bound compares the lanes with each other. */
    boolean contrasts();

    /** Whether it is the same in every run. */
    default boolean isFixed() {
        return false;
    }

    /** The compared number in another lane or time span; null if it was not measured. */
    interface Measured {

        @Nullable Double in(Lane lane);

        @Nullable Double during(Span span);
    }

    /** A fixed number, in the unit of the measure. */
    record Fixed(double value) implements Bound {
        @Override
        public @Nullable Double value(Measured measured) {
            return value;
        }

        @Override
        public boolean contrasts() {
            return false;
        }

        @Override
        public boolean isFixed() {
            return true;
        }
    }

    /** A multiple of the same number of the other lane in the same time span. */
    record OfLane(double factor, Lane lane) implements Bound {
        @Override
        public @Nullable Double value(Measured measured) {
            Double other = measured.in(lane);
            return other == null ? null : other * factor;
        }

        @Override
        public boolean contrasts() {
            return true;
        }
    }

    /** A multiple of the same number of the same lane in another time span. */
    record OfSpan(double factor, Span span) implements Bound {
        @Override
        public @Nullable Double value(Measured measured) {
            Double other = measured.during(span);
            return other == null ? null : other * factor;
        }

        @Override
        public boolean contrasts() {
            return false;
        }
    }

    /** The larger of two bounds. */
    record Larger(Bound one, Bound other) implements Bound {
        @Override
        public @Nullable Double value(Measured measured) {
            Double first = one.value(measured);
            Double second = other.value(measured);
            return first == null || second == null ? null : Math.max(first, second);
        }

        @Override
        public boolean contrasts() {
            return one.contrasts() || other.contrasts();
        }
    }
}
