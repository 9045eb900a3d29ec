package org.acme.workshop.scenario.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.LaneHistory.Look;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Measure;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Measures the rungs of a ladder in the protected lane: what buyers, visitors, the gateway and
 * checkout's threads experienced in each time span.
 */
public final class RungTable {

    private static final double PERCENT = 100;
    private static final Lane LANE = Lane.PROTECTED;

    private final RunClock clock;
    private final Traffic traffic;
    private final Watch watch;

    public RungTable(RunClock clock, Traffic traffic, Watch watch) {
        this.clock = clock;
        this.traffic = traffic;
        this.watch = watch;
    }

    /** Returns one row for each rung, in their order. */
    public List<Verdict.Rung> of(List<Scenario.Rung> rungs) {
        List<Verdict.Rung> rows = new ArrayList<>();
        rungs.forEach(rung -> rows.add(row(rung)));
        return rows;
    }

    private Verdict.Rung row(Scenario.Rung rung) {
        Stretch stretch = new Stretch(clock.at(rung.from()), clock.at(rung.to()));
        LatencySummary buyers = users(Operation.CHECKOUT, stretch);
        LatencySummary visitors = users(Operation.PRODUCTS, stretch);
        return new Verdict.Rung(
                rung.name(),
                buyers.arrivals() == 0 ? null : PERCENT * buyers.answered() / buyers.arrivals(),
                visitors.concluded() == 0 ? null : visitors.percentileMillis(99),
                load(stretch),
                mostBusyWorkers(stretch));
    }

    private LatencySummary users(Operation operation, Stretch stretch) {
        return traffic.lane(LANE).samples(operation).arrivedBetween(stretch.from(), stretch.to());
    }

    private @Nullable Double load(Stretch stretch) {
        Reading reading =
                new ServicesMeter(watch, traffic)
                        .read(new Measure.Services(LANE, Measure.Tally.GATEWAY_LOAD), stretch);
        return reading == null ? null : reading.value();
    }

    private @Nullable Double mostBusyWorkers(Stretch stretch) {
        return watch.looks(LANE).between(stretch.from(), stretch.to()).stream()
                .map(Look::busyWorkers)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }
}
