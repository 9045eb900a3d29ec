package org.acme.workshop.scenario.judge;

import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.jspecify.annotations.Nullable;

/** Measures latencies and outcomes of the users' requests. */
final class UsersMeter {

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
        if (!latency.complete()) {
            return null;
        }
        Double value = measure.quantity().value(latency);
        return value == null ? null : new Reading(value, measure.quantity().words(latency, value));
    }
}
