package org.acme.workshop.scenario.file;

import org.acme.workshop.lane.Lane;

/** What a measured number is compared with. */
public sealed interface Bound {

    /** A fixed number, in the unit of the measure. */
    record Fixed(double value) implements Bound {}

    /** So many times the same number of the other lane, in the same stretch of time. */
    record OfLane(double factor, Lane lane) implements Bound {}

    /** So many times the same number of the same lane, in another stretch of time. */
    record OfSpan(double factor, Span span) implements Bound {}

    /** The larger of two. */
    record Larger(Bound one, Bound other) implements Bound {}

    /** Whether the other lane is part of it: then it is a contrast, not an absolute. */
    default boolean contrasts() {
        return this instanceof OfLane
                || (this instanceof Larger larger
                        && (larger.one().contrasts() || larger.other().contrasts()));
    }
}
