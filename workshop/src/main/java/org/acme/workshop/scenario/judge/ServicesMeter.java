package org.acme.workshop.scenario.judge;

import java.util.OptionalDouble;
import org.acme.workshop.lane.Counter;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** Measures the counters of the services. */
final class ServicesMeter {

    private final Watch watch;
    private final Traffic traffic;

    ServicesMeter(Watch watch, Traffic traffic) {
        this.watch = watch;
        this.traffic = traffic;
    }

    /** Returns null if the services couldn't be read. */
    @Nullable Reading read(Measure.Services measure, Stretch stretch) {
        OptionalDouble grown =
                watch.looks(measure.lane())
                        .grown(counter(measure.tally()), stretch.from(), stretch.to());
        if (grown.isEmpty()) {
            return null;
        }
        double count = grown.getAsDouble();
        if (measure.tally() != Measure.Tally.GATEWAY_LOAD) {
            return new Reading(count, Format.number(Measure.Unit.COUNT, count));
        }
        long buyers =
                traffic.lane(measure.lane())
                        .samples(Operation.CHECKOUT)
                        .arrivedBetween(stretch.from(), stretch.to())
                        .arrivals();
        return buyers == 0 ? null : load(count, buyers);
    }

    private static Reading load(double count, long buyers) {
        double load = count / buyers;
        String words =
                "%s (%s for %d buyers)"
                        .formatted(
                                Format.number(Measure.Unit.RATIO, load),
                                Format.number(Measure.Unit.COUNT, count),
                                buyers);
        return new Reading(load, words);
    }

    private static Counter counter(Measure.Tally tally) {
        return switch (tally) {
            case GATEWAY_ARRIVALS, GATEWAY_LOAD -> Counter.GATEWAY_ARRIVALS;
            case PAYMENT_FALLBACKS -> Counter.PAYMENT_FALLBACKS;
            case INVENTORY_FALLBACKS -> Counter.INVENTORY_FALLBACKS;
        };
    }
}
