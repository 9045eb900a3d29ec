package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.HORIZON;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.contract.History.CallPlan;
import org.acme.breaker.contract.History.Ending;
import org.acme.breaker.contract.History.Settings;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/** Plays one history and checks the contract while it plays and at its end. */
final class HistoryRun {

    final Simulation simulation;
    final History history;
    final Parts parts;
    final List<CallRun> calls = new ArrayList<>();
    private final List<Bulkhead.Permit> taken = new ArrayList<>();

    /** Calls that continuations made in time. */
    int further;

    HistoryRun(
            Simulation simulation,
            History history,
            BiFunction<Simulation, Settings, Parts> underTest) {
        this.simulation = simulation;
        this.history = history;
        simulation.reset();
        this.parts = underTest.apply(simulation, history.settings());
    }

    /** Plays it, and answers what is wrong; nothing if the contract holds. */
    List<String> play() {
        Settings settings = history.settings();
        if (settings.full() && parts.bulkhead != null) {
            takeAllPlaces();
        }
        for (CallPlan plan : history.calls()) {
            CallRun call = new CallRun(this, plan, calls.size());
            calls.add(call);
            SimulatedThread caller = simulation.callers.get(plan.caller());
            simulation.after(plan.startNanos(), () -> caller.hand(call::begin));
        }
        simulation.playUntil(simulation.now() + HORIZON);
        EndChecks checks = new EndChecks(this);
        checks.noWorkRunsOnAfterItsAnswer();
        simulation.after(0, () -> simulation.loop.hand(() -> calls.forEach(CallRun::endWork)));
        simulation.playUntil(simulation.now() + HORIZON);
        taken.forEach(Bulkhead.Permit::release);
        simulation.playUntil(simulation.now() + HORIZON);
        checks.all();
        return simulation.violations();
    }

    private void takeAllPlaces() {
        for (int place = 0; place < history.settings().places(); place++) {
            taken.add(Objects.requireNonNull(parts.bulkhead().tryAcquire()));
        }
    }

    /** Ends what all other calls wait for, on this thread. */
    void endOthers(CallRun call) {
        calls.stream().filter(other -> other != call).forEach(CallRun::endWork);
    }

    /** What a caller sees who has just got the answer: its own call is over and counted. */
    void checkNothingIsHeldBy(CallRun call) {
        List<CallRun> underWay =
                calls.stream().filter(other -> other != call && other.isUnderWay()).toList();
        long inFlight = calls.stream().mapToLong(CallRun::inFlight).sum();
        int running = openFurther + underWay.size() * history.settings().hedges();
        // An attempt that waited may have been given its place and not have begun.
        int granted = history.settings().waitMillis() > 0 ? running : openFurther;
        int held = parts.active() - (history.settings().full() ? history.settings().places() : 0);
        if (held > inFlight + granted) {
            simulation.violation(call + " is answered and still holds a place of the bulkhead");
        }
        // A caller may give up while an attempt's supplier runs: reported once that returns, with
        // the attempts that a hedge has started beside it. No stage leads to them until then.
        long starting =
                calls.stream().mapToLong(CallRun::starting).sum() * history.settings().hedges();
        int unreported = begun() - parts.reports.outcomes.size();
        if (parts.breaker != null && unreported > starting + running) {
            simulation.violation(call + " is answered and not reported");
        }
    }

    private int openFurther;

    /** Calls the same pipeline from a continuation. */
    void callAgain() {
        if (!Deadline.current().isOver()) {
            further++;
        }
        openFurther++;
        Supplier<CompletionStage<@Nullable String>> body =
                () -> {
                    simulation.userCode("body of a further call");
                    furtherBodies++;
                    return CompletableFuture.completedFuture("further");
                };
        parts.callAsync(body).whenComplete((value, thrown) -> openFurther--);
    }

    int furtherBodies;

    /** How many attempts the dependency has seen. */
    int begun() {
        return furtherBodies + calls.stream().mapToInt(call -> call.attempts.size()).sum();
    }

    /** Whether a blocking call may leave its caller interrupted, because it was or said so. */
    boolean mayInterrupt(CallRun call) {
        return call.attempts.stream()
                .anyMatch(attempt -> attempt.plan.ending() == Ending.INTERRUPTED);
    }
}
