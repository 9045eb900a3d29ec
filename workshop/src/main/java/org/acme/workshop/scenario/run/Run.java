package org.acme.workshop.scenario.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.judge.ExpectationResult;
import org.acme.workshop.scenario.judge.Verdict;
import org.jspecify.annotations.Nullable;

/** The current state of a run. Written by the run's thread, read by others. */
final class Run {

    private final String id;
    private final Scenario scenario;
    private final Instant startedAt;
    private final List<StepState> steps = new ArrayList<>();
    private final List<ExpectationResult> results = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private State state = State.PREPARING;
    private double t;
    private @Nullable Instant finishedAt;
    private @Nullable Verdict verdict;
    private @Nullable Timeline timeline;

    Run(String id, Scenario scenario, Instant startedAt) {
        this.id = id;
        this.scenario = scenario;
        this.startedAt = startedAt;
        this.t = -scenario.warmUp().toMillis() / 1000.0;
        scenario.steps().forEach(step -> steps.add(new StepState("waiting", null, null)));
        scenario.expectations().forEach(line -> results.add(ExpectationResult.waiting()));
    }

    /** The phase of a run. */
    enum State {
        PREPARING("preparing"),
        WARM_UP("warm-up"),
        RUNNING("running"),
        SETTLING("settling"),
        PASSED("passed"),
        FAILED("failed"),
        STOPPED("stopped"),
        /** The runner itself failed. */
        BROKEN("broken");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The state of a step: waiting, done or failed. */
    record StepState(String state, @Nullable Double doneAt, @Nullable String detail) {}

    /** The state of a run at one moment. */
    record Snapshot(
            String id,
            Scenario scenario,
            State state,
            double t,
            Instant startedAt,
            @Nullable Instant finishedAt,
            List<StepState> steps,
            List<ExpectationResult> results,
            @Nullable Verdict verdict,
            @Nullable Timeline timeline) {

        boolean finished() {
            return verdict != null;
        }
    }

    String id() {
        return id;
    }

    Scenario scenario() {
        return scenario;
    }

    /** Stops the run at its current or next pause. */
    void stop() {
        stopped.countDown();
    }

    /** Waits, unless the run is stopped. */
    void pause(long nanos) throws InterruptedException {
        if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("stopped");
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                id,
                scenario,
                state,
                t,
                startedAt,
                finishedAt,
                List.copyOf(steps),
                List.copyOf(results),
                verdict,
                timeline);
    }

    synchronized void recorded(Timeline all) {
        timeline = all;
    }

    synchronized void is(State now) {
        state = now;
    }

    synchronized void tick(double seconds) {
        t = seconds;
    }

    synchronized void step(int index, StepState now) {
        steps.set(index, now);
    }

    synchronized void results(List<ExpectationResult> now) {
        for (int i = 0; i < now.size(); i++) {
            results.set(i, now.get(i));
        }
    }

    synchronized void finish(State last, Verdict said, Instant at) {
        state = last;
        verdict = said;
        finishedAt = at;
    }
}
