package org.acme.workshop.scenario.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.workshop.Ticker;
import org.acme.workshop.alert.AlertBoard;
import org.acme.workshop.audit.Auditor;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.file.Setting;
import org.acme.workshop.scenario.file.Step;
import org.acme.workshop.scenario.judge.ExpectationResult;
import org.acme.workshop.scenario.judge.Judge;
import org.acme.workshop.scenario.judge.RunClock;
import org.acme.workshop.scenario.judge.RungTable;
import org.acme.workshop.scenario.judge.Verdict;
import org.acme.workshop.scenario.run.Run.StepState;
import org.acme.workshop.scenario.run.ScenarioActions.StepFailedException;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic;
import org.acme.workshop.traffic.Traffic.Rate;
import org.jboss.logging.Logger;

/** Plays a scenario from its preparation to its verdict, on the thread that calls {@link #run}. */
final class ScenarioPlayer {

    private static final Logger LOG = Logger.getLogger(ScenarioPlayer.class);
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Run run;
    private final Scenario scenario;
    private final ScenarioActions actions;
    private final Ticker ticker;
    private final Traffic traffic;
    private final Watch watch;
    private final Auditor auditor;
    private final AlertBoard alerts;
    private final Set<Setting> changed = EnumSet.noneOf(Setting.class);

    ScenarioPlayer(
            Run run,
            ScenarioActions actions,
            Ticker ticker,
            Traffic traffic,
            Watch watch,
            Auditor auditor,
            AlertBoard alerts) {
        this.run = run;
        this.scenario = run.scenario();
        this.actions = actions;
        this.ticker = ticker;
        this.traffic = traffic;
        this.watch = watch;
        this.auditor = auditor;
        this.alerts = alerts;
    }

    /** The end of a run. */
    record Ending(Run.State state, Verdict verdict) {}

    /**
     * Plays the scenario; when it returns, the traffic is as before and no fault of the run is
     * active.
     */
    Ending play() {
        Rate before = traffic.rate();
        try {
            return perform(before);
        } catch (InterruptedException stopped) {
            return new Ending(Run.State.STOPPED, Verdict.without("stopped before the end"));
        } catch (StepFailedException failed) {
            return broken(String.valueOf(failed.getMessage()));
        } catch (RuntimeException unexpected) {
            LOG.error("a run failed with an unexpected error", unexpected);
            return broken("unexpected: " + unexpected);
        } finally {
            traffic.change(before);
            clearAway();
        }
    }

    private static Ending broken(String why) {
        return new Ending(Run.State.BROKEN, Verdict.without(why));
    }

    private Ending perform(Rate before) throws InterruptedException, StepFailedException {
        new WarmUpPhase(run, actions, ticker, traffic, watch).play();
        RunClock clock = new RunClock(ticker, Instant.now(), Duration.ZERO);
        Judge judge = new Judge(clock, scenario, traffic, watch, auditor, alerts);
        run.is(Run.State.RUNNING);
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            pass(clock, judge, clock.at(step.at()));
            take(i, step, clock);
        }
        pass(clock, judge, clock.at(scenario.duration()));
        actions.tryToEndFaults();
        clock.faultsEnded(clock.now());
        restore();
        traffic.change(before);
        run.is(Run.State.SETTLING);
        settle(clock, judge);
        return conclude(clock, judge);
    }

    private void take(int index, Step step, RunClock clock)
            throws InterruptedException, StepFailedException {
        try {
            step.by(new Playing(clock));
            run.step(index, new StepState("done", clock.seconds(clock.now()), null));
        } catch (StepFailedException failed) {
            run.step(
                    index,
                    new StepState("failed", clock.seconds(clock.now()), failed.getMessage()));
            throw failed;
        }
    }

    /** Does each kind of step. */
    private final class Playing implements Step.Actions<StepFailedException> {

        private final RunClock clock;

        Playing(RunClock clock) {
            this.clock = clock;
        }

        @Override
        public void inject(Step.Inject fault) throws StepFailedException, InterruptedException {
            ScenarioActions.InForce inForce = actions.inject(fault);
            clock.faultBegan(clock.nanos(inForce.from()), clock.nanos(inForce.to()));
        }

        @Override
        public void endFaults(Step.EndFaults step)
                throws StepFailedException, InterruptedException {
            actions.endFaults();
            clock.faultsEnded(clock.now());
        }

        @Override
        public void changeRate(Step.ChangeRate change) {
            traffic.change(new Rate(change.arrivalsPerSecond(), scenario.checkoutShare()));
        }

        @Override
        public void resetBreakers(Step.ResetBreakers step)
                throws StepFailedException, InterruptedException {
            actions.resetBreakers();
        }

        @Override
        public void change(Step.Change change) throws StepFailedException, InterruptedException {
            changed.add(change.setting());
            actions.change(change);
        }

        @Override
        public void usual(Step.Usual usual) throws StepFailedException, InterruptedException {
            actions.restore(usual.setting());
        }
    }

    /** Waits until a time, and updates the results of the expectations meanwhile. */
    private void pass(RunClock clock, Judge judge, long until) throws InterruptedException {
        while (clock.now() - until < 0) {
            look(clock, judge, false);
            run.pause(Math.min(LOOK.toNanos(), until - clock.now()));
        }
    }

    private void look(RunClock clock, Judge judge, boolean atEnd) {
        run.tick(clock.seconds(clock.now()));
        List<ExpectationResult> results = new ArrayList<>();
        for (Scenario.Line line : scenario.expectations()) {
            results.add(judge.result(line.expectation(), atEnd));
        }
        run.results(results);
    }

    /** Waits until the last requests have ended and the auditor has judged their orders. */
    private void settle(RunClock clock, Judge judge) throws InterruptedException {
        long gone = clock.at(scenario.duration()) + traffic.patience().plusSeconds(1).toNanos();
        pass(clock, judge, gone);
        long due = judge.due(scenario.expectations(), gone);
        while (clock.now() - due < 0 && !judge.allSettled(scenario.expectations())) {
            look(clock, judge, false);
            run.pause(LOOK.toNanos());
        }
        long end = clock.now();
        Instant wanted = clock.wall(end);
        long giveUp = end + AUDIT_TIMEOUT.toNanos();
        while (clock.now() - giveUp < 0 && !judgedUpTo(wanted)) {
            look(clock, judge, false);
            run.pause(LOOK.toNanos());
        }
    }

    private boolean judgedUpTo(Instant wanted) {
        for (Lane lane : Lane.all()) {
            if (auditor.verdict(lane).judgedUpTo().isBefore(wanted)) {
                return false;
            }
        }
        return true;
    }

    private Ending conclude(RunClock clock, Judge judge) {
        look(clock, judge, true);
        run.recorded(new TimelineRecorder(clock, traffic, watch).record(scenario.duration()));
        List<ExpectationResult> results = run.snapshot().results();
        Map<ExpectationResult.State, Integer> counts = Verdict.count(results);
        int missed = counts.getOrDefault(ExpectationResult.State.MISSED, 0);
        int unknown = counts.getOrDefault(ExpectationResult.State.UNKNOWN, 0);
        int warned = counts.getOrDefault(ExpectationResult.State.WARNED, 0);
        boolean passed = missed == 0 && unknown == 0;
        String words =
                counts.getOrDefault(ExpectationResult.State.MET, 0)
                        + " of "
                        + results.size()
                        + " expectations met"
                        + (missed > 0 ? ", " + missed + " missed" : "")
                        + (unknown > 0 ? ", " + unknown + " unknown" : "")
                        + (warned > 0
                                ? ", " + warned + (warned == 1 ? " warning" : " warnings")
                                : "");
        List<LaneVerdict> audit = Lane.all().stream().map(auditor::verdict).toList();
        return new Ending(
                passed ? Run.State.PASSED : Run.State.FAILED,
                new Verdict(
                        passed,
                        words,
                        numbers(clock, judge),
                        transitions(clock),
                        audit,
                        new RungTable(clock, traffic, watch).of(scenario.rungs())));
    }

    private List<Verdict.Numbers> numbers(RunClock clock, Judge judge) {
        List<Verdict.Numbers> numbers = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            for (Operation operation : Operation.all()) {
                LatencySummary latency =
                        traffic.lane(lane)
                                .samples(operation)
                                .arrivedBetween(
                                        clock.at(Duration.ZERO), clock.at(scenario.duration()));
                numbers.add(new Verdict.Numbers(lane, operation, latency, judge.dropped()));
            }
        }
        return numbers;
    }

    private List<Verdict.Transition> transitions(RunClock clock) {
        List<Verdict.Transition> transitions = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            for (Change change : watch.breakers(lane).since(clock.at(Duration.ZERO))) {
                transitions.add(
                        new Verdict.Transition(
                                lane,
                                change.breaker(),
                                clock.seconds(change.at()),
                                change.to(),
                                change.why()));
            }
        }
        return transitions;
    }

    /**
     * Ends all faults and changes of the run, whatever happened; what remains ends with its lease.
     */
    private void clearAway() {
        try {
            Thread.interrupted(); // a stop must not prevent the cleanup
            actions.tryToEndFaults();
            restore();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore() throws InterruptedException {
        for (Setting setting : EnumSet.copyOf(changed)) {
            try {
                actions.restore(setting);
                changed.remove(setting);
            } catch (StepFailedException unreachable) {
                LOG.warnf(
                        "%s could not be restored: %s", setting.words(), unreachable.getMessage());
            }
        }
    }
}
