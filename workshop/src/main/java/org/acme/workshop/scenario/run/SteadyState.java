package org.acme.workshop.scenario.run;

import java.util.concurrent.TimeUnit;
import org.acme.workshop.Ticker;
import org.acme.workshop.lane.BreakerSnapshot;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic;

/**
 * Checks whether both lanes are healthy: users answered soon, breakers closed, no order pending for
 * long.
 */
final class SteadyState {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(2);
    private static final double LONGEST_PENDING_SECONDS = 3;
    private static final double SLOWEST_MILLIS = 500;

    private final Ticker ticker;
    private final Traffic traffic;
    private final Watch watch;

    SteadyState(Ticker ticker, Traffic traffic, Watch watch) {
        this.ticker = ticker;
        this.traffic = traffic;
        this.watch = watch;
    }

    boolean allIsWell() {
        for (Lane lane : Lane.all()) {
            Double oldest = watch.sight(lane).oldestPendingSeconds();
            boolean waiting = oldest != null && oldest > LONGEST_PENDING_SECONDS;
            if (waiting || !breakersClosed(lane) || !usersAnswered(lane)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some breaker was seen in another state than closed. */
    boolean breakersKnownOpen() {
        return Lane.all().stream().anyMatch(lane -> !breakersClosed(lane));
    }

    private boolean breakersClosed(Lane lane) {
        for (BreakerSnapshot breaker : watch.sight(lane).breakers()) {
            boolean shut = breaker.state().equals("closed") || breaker.state().equals("disabled");
            if (!shut) {
                return false;
            }
        }
        return true;
    }

    private boolean usersAnswered(Lane lane) {
        long now = ticker.nanos();
        for (Operation operation : Operation.all()) {
            LatencySummary latency =
                    traffic.lane(lane)
                            .samples(operation)
                            .concludedBetween(now - WINDOW, now, traffic.patience().toNanos());
            boolean slow = latency.concluded() > 0 && latency.percentileMillis(99) > SLOWEST_MILLIS;
            if (slow || latency.answered() < latency.concluded()) {
                return false;
            }
        }
        return true;
    }
}
