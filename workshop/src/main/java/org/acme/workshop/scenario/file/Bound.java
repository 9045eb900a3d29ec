package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;

/** The value that a measured number is compared with. */
public sealed interface Bound {

    /** A fixed number, in the unit of the measure. */
    record Fixed(double value) implements Bound {}

    /** A multiple of the same number of the other lane in the same time span. */
    record OfLane(double factor, Lane lane) implements Bound {}

    /** A multiple of the same number of the same lane in another time span. */
    record OfSpan(double factor, Span span) implements Bound {}

    /** The larger of two bounds. */
    record Larger(Bound one, Bound other) implements Bound {}

    /** Whether the bound compares the lanes with each other. */
    default boolean contrasts() {
        return this instanceof OfLane
                || (this instanceof Larger larger
                        && (larger.one().contrasts() || larger.other().contrasts()));
    }
}
