package org.acme.workshop.scenario.judge;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.file.Measure.Quantity;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.jspecify.annotations.Nullable;

/** Measures latencies and outcomes of the users' requests. */
final class UsersMeter {

    private static final double PERCENT = 100;

    private final Samples samples;

    UsersMeter(Samples samples) {
        this.samples = samples;
    }

    /** Latencies and outcomes of each lane and operation. */
    interface Samples {
        SampleLog of(Lane lane, Operation operation);
    }

    /** Returns null if there is no data. */
    @Nullable Reading read(Measure.Users measure, Stretch stretch) {
        LatencySummary latency =
                samples.of(measure.lane(), measure.operation())
                        .arrivedBetween(stretch.from(), stretch.to());
        Double value = latency.complete() ? value(measure.quantity(), latency) : null;
        return value == null ? null : new Reading(value, words(measure, latency, value));
    }

    private static @Nullable Double value(Quantity quantity, LatencySummary latency) {
        if (quantity instanceof Quantity.Arrivals) {
            return (double) latency.arrivals();
        }
        if (quantity instanceof Quantity.Count count) {
            return (double) latency.count(count.outcome());
        }
        if (latency.concluded() == 0) {
            return null;
        }
        return quantity instanceof Quantity.Latency wanted
                ? latency.percentileMillis(wanted.percentile())
                : PERCENT * part(quantity, latency) / latency.arrivals();
    }

    private static long part(Quantity quantity, LatencySummary latency) {
        return quantity instanceof Quantity.Share share
                ? latency.count(share.outcome())
                : latency.answered();
    }

    private static String words(Measure.Users measure, LatencySummary latency, double value) {
        String number = Format.number(measure.unit(), value);
        return measure.unit() == Measure.Unit.PERCENT
                ? number
                        + " ("
                        + part(measure.quantity(), latency)
                        + " of "
                        + latency.arrivals()
                        + ")"
                : number;
    }
}
