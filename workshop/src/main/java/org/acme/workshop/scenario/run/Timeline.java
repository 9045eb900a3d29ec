package org.acme.workshop.scenario.run;

import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A run second by second, for plots.
 *
 * @param users latencies and outcomes of the arrivals of each second
 * @param services what was seen of the services at each look
 * @param faults from when to when there was any, in seconds from t = 0; null if there was none
 */
public record Timeline(List<Users> users, List<Services> services, @Nullable Window faults) {

    /** Those who came in one second; a number that there isn't is null. */
    public record Users(
            Lane lane,
            Operation operation,
            int t,
            @Nullable Double answeredPercent,
            @Nullable Double p99Millis) {}

    /** A look at a lane; rates are those since the look before. */
    public record Services(
            Lane lane,
            double t,
            @Nullable Double pendingPayments,
            @Nullable Double busyWorkers,
            @Nullable Double gatewayPerSecond) {}

    /** A stretch of the run. */
    public record Window(double from, double to) {}
}
