package org.acme.breaker;

import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/** The closed state: admits every call and records its outcome. */
final class Closed extends State {

    final CountingGeneration counting;

    Closed(
            CircuitBreakerConfig config,
            CountingGeneration counting,
            StateEntry entry,
            StateChange change) {
        super(config, counting, entry, change);
        this.counting = counting;
    }

    @Override
    BreakerState kind() {
        return BreakerState.CLOSED;
    }

    @Override
    int admit(StateMachine machine) {
        if (!config.tracksCalls()) {
            return MEASURED;
        }
        long now = machine.ticker.nanos();
        if (counting.sweepIsDue(config, now)) {
            poll(machine, now);
        }
        return machine.current() == this ? counting.track(now) : MOVED;
    }

    @Override
    boolean record(
            StateMachine machine,
            int token,
            CallOutcome outcome,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        if (TripEvaluator.count(counting, token, outcome, now)) {
            evaluate(machine, outcome.failed(), now, trigger, report, false);
        }
        return true;
    }

    void evaluate(
            StateMachine machine,
            boolean failed,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report,
            boolean swept) {
        long asked = failed ? machine.askedNanos(config, trigger) : 0;
        if (asked > 0) {
            Counts numbers = counting.window.counts(now);
            machine.openAsAsked(asked, this, numbers, trigger, report);
            return;
        }
        int streak = failed ? counting.streak() : 0;
        Reason reason =
                TripEvaluator.check(
                        config, config.minimumCalls(), counting, streak, now, machine.listeners);
        if (reason != null && !isInGrace(now)) {
            boolean hang = swept && reason == Reason.SLOW_CALL_RATE;
            Reason told = hang ? Reason.IN_FLIGHT_HANG : reason;
            machine.open(this, told, counting.window.counts(now), trigger, report);
        }
    }

    /** A clock that goes back prolongs the grace by no more than what it went back. */
    private boolean isInGrace(long now) {
        return config.gracePeriodNanos > 0 && now - entry.sinceNanos() < config.gracePeriodNanos;
    }

    @Override
    void poll(StateMachine machine, long now) {
        if (counting.sweep(config, machine.ticker) > 0) {
            evaluate(machine, false, now, null, null, true);
        }
    }

    @Override
    Counts counts(long now) {
        return counting.window.counts(now);
    }

    @Override
    int admittedPercent(long now) {
        return 100;
    }

    @Override
    State with(CircuitBreakerConfig other, Generation generation, StateChange change) {
        return new Closed(other, (CountingGeneration) generation, entry, change);
    }
}
