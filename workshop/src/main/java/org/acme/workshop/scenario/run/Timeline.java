package org.acme.workshop.scenario.run;

import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The data of a run second by second, for plots.
 *
 * @param users latencies and outcomes of the arrivals of each second
 * @param services the readings of the services
 * @param faults the time with active faults, in seconds from t = 0; null if there was none
 */
public record Timeline(List<Users> users, List<Services> services, @Nullable Window faults) {

    /** The users who arrived in one second; an unknown number is null. */
    public record Users(
            Lane lane,
            Operation operation,
            int t,
            @Nullable Double answeredPercent,
            @Nullable Double p99Millis) {}

    /** A reading of a lane; rates are those since the reading before. */
    public record Services(
            Lane lane,
            double t,
            @Nullable Double pendingPayments,
            @Nullable Double busyWorkers,
            @Nullable Double gatewayPerSecond) {}

    /** A time span of the run. */
    public record Window(double from, double to) {}
}
