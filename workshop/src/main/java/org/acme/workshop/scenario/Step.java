package org.acme.workshop.scenario;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;

/** Something the runner does at an instant of a run. */
sealed interface Step {

    /** When, counted from t = 0. */
    Duration at();

    /** What, in words for the audience. */
    String words();

    /**
     * Injects a fault.
     *
     * @param json the body for the stub's {@code POST /faults}
     * @param lasts after this time the fault ends by itself
     */
    record Inject(
            Duration at,
            Service service,
            List<Lane> lanes,
            String kind,
            Duration lasts,
            String json)
            implements Step {
        @Override
        public String words() {
            String where =
                    lanes.size() == 1
                            ? "in the %s lane".formatted(lanes.get(0).label())
                            : "in both lanes";
            return "%s: %s for %s %s".formatted(service.label(), kind, Words.seconds(lasts), where);
        }
    }

    /** Ends every fault. */
    record EndFaults(Duration at) implements Step {
        @Override
        public String words() {
            return "all faults end";
        }
    }

    /** Changes how many users come, in both lanes. */
    record ChangeRate(Duration at, double arrivalsPerSecond) implements Step {
        @Override
        public String words() {
            return Words.plain(arrivalsPerSecond) + " arrivals/s from here on";
        }
    }

    /** Puts all breakers back to closed and empty. */
    record ResetBreakers(Duration at) implements Step {
        @Override
        public String words() {
            return "all breakers are reset";
        }
    }
}
