package org.acme.workshop.scenario.judge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.jspecify.annotations.Nullable;

/** The verdict on a run, with the numbers behind it. */
public record Verdict(
        boolean passed,
        String words,
        List<Numbers> numbers,
        List<Transition> breakers,
        List<LaneVerdict> audit,
        List<Rung> rungs) {

    /** Latencies and outcomes of an operation in a lane, from t = 0 to the end. */
    public record Numbers(Lane lane, Operation operation, LatencySummary latency, long dropped) {}

    /** A breaker entered a state at t. */
    public record Transition(
            Lane lane, String breaker, double t, String state, @Nullable String why) {}

    /**
     * A row of the table of a ladder, measured in the protected lane during one time span.
     *
     * @param answeredPercent the share of buyers that were answered; null without buyers
     * @param productsP99Millis of the visitors of product pages; null without any
     * @param gatewayLoad charges requested from the gateway per buyer; null if not read
     * @param threadsHeld the most worker threads of checkout that were busy; null if not read
     */
    public record Rung(
            String name,
            @Nullable Double answeredPercent,
            @Nullable Double productsP99Millis,
            @Nullable Double gatewayLoad,
            @Nullable Double threadsHeld) {}

    public static Verdict without(String words) {
        return new Verdict(false, words, List.of(), List.of(), List.of(), List.of());
    }

    /** Counts the expectations by state. */
    public static Map<ExpectationResult.State, Integer> count(List<ExpectationResult> results) {
        Map<ExpectationResult.State, Integer> counts = new EnumMap<>(ExpectationResult.State.class);
        for (ExpectationResult.State state : ExpectationResult.State.values()) {
            counts.put(state, 0);
        }
        results.forEach(result -> counts.merge(result.state(), 1, Integer::sum));
        return counts;
    }
}
