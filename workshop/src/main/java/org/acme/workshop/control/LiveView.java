package org.acme.workshop.control;

import java.time.Instant;
import java.util.List;
import org.acme.workshop.scenario.run.RunView;
import org.jspecify.annotations.Nullable;

/** The data that the control room shows at one moment. */
public record LiveView(
        Instant at,
        TrafficView traffic,
        List<LaneView> lanes,
        RunView.@Nullable ShortView run,
        List<Shown.Alert> alerts) {

    /** The traffic to each lane. */
    public record TrafficView(
            String state,
            double arrivalsPerSecond,
            double checkoutShare,
            double patienceSeconds,
            long dropped) {}
}
