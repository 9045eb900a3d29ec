package org.acme.workshop.scenario.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.acme.workshop.audit.AuditView;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.file.Step;
import org.acme.workshop.scenario.judge.BudgetCost;
import org.acme.workshop.scenario.judge.ExpectationResult;
import org.acme.workshop.scenario.judge.Verdict;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.jspecify.annotations.Nullable;

/** A run as JSON. */
public record RunView(
        String id,
        String scenario,
        String title,
        String state,
        double t,
        double duration,
        Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepView> steps,
        List<ExpectationView> expectations,
        @Nullable VerdictView verdict) {

    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;

    /** A step and its state. */
    public record StepView(
            double at,
            String words,
            String state,
            @Nullable Double doneAt,
            @Nullable String detail,
            @Nullable String note) {}

    /** An expectation and its state. */
    public record ExpectationView(
            String text, boolean decides, String state, @Nullable String measured, int line) {}

    /**
     * The verdict on a run.
     *
     * @param budget a sentence about what it cost of the error budget; empty if nobody came
     */
    public record VerdictView(
            boolean passed,
            String words,
            int met,
            int missed,
            int warned,
            int unknown,
            String budget,
            List<BudgetView> budgets,
            List<NumbersView> numbers,
            List<TransitionView> breakers,
            @Nullable AuditView audit,
            List<Verdict.Rung> rungs) {}

    /** Latencies and outcomes of an operation in a lane. */
    public record NumbersView(
            String lane,
            String operation,
            long arrivals,
            @Nullable Double answeredPercent,
            long dropped,
            Map<String, Long> outcomes,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis,
            @Nullable Double maxMillis) {}

    /** What a run cost of a lane's error budget for a month. */
    public record BudgetView(
            String lane, long buyers, long missed, @Nullable Double percentOfMonth) {}

    /** A breaker entered a state at t. */
    public record TransitionView(
            String lane, String name, double t, String state, @Nullable String why) {}

    /** A summary of a run. */
    public record ShortView(
            String id, String scenario, String title, String state, double t, double duration) {}

    static RunView of(Run.Snapshot run) {
        Scenario scenario = run.scenario();
        List<StepView> steps = new ArrayList<>();
        for (int i = 0; i < run.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            Run.StepState state = run.steps().get(i);
            steps.add(
                    new StepView(
                            step.at().toMillis() / MILLIS,
                            step.words(),
                            state.state(),
                            rounded(state.doneAt()),
                            state.detail(),
                            step.note()));
        }
        List<ExpectationView> expectations = new ArrayList<>();
        for (int i = 0; i < run.results().size(); i++) {
            Scenario.Line line = scenario.expectations().get(i);
            ExpectationResult result = run.results().get(i);
            expectations.add(
                    new ExpectationView(
                            line.text(),
                            line.expectation().decides(),
                            result.state().label(),
                            result.measured(),
                            line.number()));
        }
        return new RunView(
                run.id(),
                scenario.name(),
                scenario.title(),
                run.state().label(),
                Math.rint(run.t() * 10) / 10,
                scenario.duration().toMillis() / MILLIS,
                run.startedAt().truncatedTo(ChronoUnit.MILLIS),
                run.finishedAt() == null ? null : run.finishedAt().truncatedTo(ChronoUnit.MILLIS),
                steps,
                expectations,
                run.verdict() == null ? null : verdict(run.verdict(), run.results(), scenario));
    }

    static ShortView shortly(Run.Snapshot run) {
        return new ShortView(
                run.id(),
                run.scenario().name(),
                run.scenario().title(),
                run.state().label(),
                Math.rint(run.t() * 10) / 10,
                run.scenario().duration().toMillis() / MILLIS);
    }

    private static VerdictView verdict(
            Verdict verdict, List<ExpectationResult> results, Scenario scenario) {
        List<BudgetCost> costs = BudgetCost.of(verdict.numbers(), scenario.duration());
        Map<ExpectationResult.State, Integer> counts = Verdict.count(results);
        return new VerdictView(
                verdict.passed(),
                verdict.words(),
                counts.getOrDefault(ExpectationResult.State.MET, 0),
                counts.getOrDefault(ExpectationResult.State.MISSED, 0),
                counts.getOrDefault(ExpectationResult.State.WARNED, 0),
                counts.getOrDefault(ExpectationResult.State.UNKNOWN, 0),
                BudgetCost.words(costs),
                costs.stream().map(RunView::budget).toList(),
                verdict.numbers().stream().map(RunView::numbers).toList(),
                verdict.breakers().stream().map(RunView::transition).toList(),
                verdict.audit().isEmpty() ? null : AuditView.of(verdict.audit()),
                verdict.rungs());
    }

    private static NumbersView numbers(Verdict.Numbers numbers) {
        LatencySummary latency = numbers.latency();
        boolean any = latency.concluded() > 0;
        Map<String, Long> outcomes = new TreeMap<>();
        for (Outcome outcome : numbers.operation().outcomes()) {
            outcomes.put(outcome.label(), latency.count(outcome));
        }
        return new NumbersView(
                numbers.lane().label(),
                numbers.operation().label(),
                latency.arrivals(),
                any ? PERCENT * latency.answered() / latency.arrivals() : null,
                numbers.dropped(),
                outcomes,
                any ? latency.percentileMillis(50) : null,
                any ? latency.percentileMillis(99) : null,
                any ? latency.percentileMillis(100) : null);
    }

    private static BudgetView budget(BudgetCost cost) {
        OptionalDouble percent = cost.percent();
        return new BudgetView(
                cost.lane().label(),
                cost.buyers(),
                cost.missed(),
                percent.isPresent() ? percent.getAsDouble() : null);
    }

    private static TransitionView transition(Verdict.Transition transition) {
        return new TransitionView(
                transition.lane().label(),
                transition.breaker(),
                Math.rint(transition.t() * 100) / 100,
                transition.state(),
                transition.why());
    }

    private static @Nullable Double rounded(@Nullable Double seconds) {
        return seconds == null ? null : Math.rint(seconds * 100) / 100;
    }
}
