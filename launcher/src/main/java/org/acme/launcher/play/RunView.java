package org.acme.launcher.play;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a scenario, as the control room reports it.
 *
 * @param t seconds since the warm-up ended; below zero while it lasts
 * @param verdict null until the run is over
 */
public record RunView(
        String id,
        String scenario,
        String title,
        String state,
        double t,
        List<StepView> steps,
        List<ExpectationView> expectations,
        @Nullable VerdictView verdict) {

    /** Something that the scenario does at its time. */
    public record StepView(double at, String words, String state, @Nullable String detail) {}

    /** Something that the scenario expects. */
    public record ExpectationView(
            String text, boolean decides, String state, @Nullable String measured) {}

    /**
     * The verdict on the run.
     *
     * @param budget a sentence about what it cost of the error budget; empty or null if nobody came
     */
    public record VerdictView(
            boolean passed,
            String words,
            @Nullable String budget,
            List<NumbersView> numbers,
            List<TransitionView> breakers,
            @Nullable AuditView audit,
            @Nullable List<RungView> rungs) {}

    /** What the protected lane did with one set of its parts: a row of the ladder's table. */
    public record RungView(
            String name,
            @Nullable Double answeredPercent,
            @Nullable Double productsP99Millis,
            @Nullable Double gatewayLoad,
            @Nullable Double threadsHeld) {}

    /** What the users of one lane got over the whole run. */
    public record NumbersView(
            String lane,
            String operation,
            long arrivals,
            @Nullable Double answeredPercent,
            Map<String, Long> outcomes,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis,
            @Nullable Double maxMillis) {}

    /** A breaker changed its state. */
    public record TransitionView(
            String lane, String name, double t, String state, @Nullable String why) {}

    /** Whether the books balance. */
    public record AuditView(String state, List<LaneAuditView> lanes) {}

    /** Whether the books of one lane balance. */
    public record LaneAuditView(
            String lane,
            String state,
            long judgedOrders,
            long openOrders,
            @Nullable String reason,
            List<InvariantView> invariants) {}

    /** One rule, with the orders that break it. */
    public record InvariantView(
            String name, String words, String state, long violations, List<String> examples) {}

    /** Whether there is a verdict. */
    public boolean isFinished() {
        return verdict != null;
    }
}
