package org.acme.workshop.scenario;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.Axis.Stretch;
import org.acme.workshop.scenario.Measure.Quantity;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog;
import org.acme.workshop.traffic.SampleLog.Felt;
import org.jspecify.annotations.Nullable;

/** Measures what the users felt. */
final class UsersMeter {

    private static final double PERCENT = 100;

    private final Samples samples;

    UsersMeter(Samples samples) {
        this.samples = samples;
    }

    /** What the users of each lane and operation felt. */
    interface Samples {
        SampleLog of(Lane lane, Operation operation);
    }

    /** Null when there is nothing to measure it by. */
    @Nullable Reading read(Measure.Users measure, Stretch stretch) {
        Felt felt =
                samples.of(measure.lane(), measure.operation())
                        .arrivedBetween(stretch.from(), stretch.to());
        Double value = felt.complete() ? value(measure.quantity(), felt) : null;
        return value == null ? null : new Reading(value, words(measure, felt, value));
    }

    private static @Nullable Double value(Quantity quantity, Felt felt) {
        if (quantity instanceof Quantity.Arrivals) {
            return (double) felt.arrivals();
        }
        if (quantity instanceof Quantity.Count count) {
            return (double) felt.count(count.outcome());
        }
        if (felt.concluded() == 0) {
            return null;
        }
        return quantity instanceof Quantity.Latency latency
                ? felt.percentileMillis(latency.percentile())
                : PERCENT * part(quantity, felt) / felt.arrivals();
    }

    private static long part(Quantity quantity, Felt felt) {
        return quantity instanceof Quantity.Share share
                ? felt.count(share.outcome())
                : felt.answered();
    }

    private static String words(Measure.Users measure, Felt felt, double value) {
        String number = Words.number(measure.unit(), value);
        return measure.unit() == Measure.Unit.PERCENT
                ? number + " (" + part(measure.quantity(), felt) + " of " + felt.arrivals() + ")"
                : number;
    }
}
