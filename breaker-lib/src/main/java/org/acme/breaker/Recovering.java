package org.acme.breaker;

import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * The recovering state: admits a growing share of the calls, and reopens when a rate is reached
 * again.
 */
final class Recovering extends State {

    private final CountingGeneration counting;
    private final Ramp ramp;
    private final AtomicLong arrivals;

    Recovering(
            CircuitBreakerConfig config,
            CountingGeneration counting,
            Ramp ramp,
            AtomicLong arrivals,
            StateEntry entry,
            StateChange change) {
        super(config, counting, entry, change);
        this.counting = counting;
        this.ramp = ramp;
        this.arrivals = arrivals;
    }

    @Override
    BreakerState kind() {
        return BreakerState.RECOVERING;
    }

    @Override
    int admit(StateMachine machine) {
        long now = machine.ticker.nanos();
        int percent = admittedPercent(now);
        if (percent == 100 || counting.sweepIsDue(config, now)) {
            poll(machine, now);
        }
        if (machine.current() != this) {
            return MOVED;
        }
        if (!isInShare(arrivals.getAndIncrement(), percent)) {
            return REFUSED;
        }
        return config.tracksCalls() ? counting.track(now) : MEASURED;
    }

    /** Spreads the share evenly: of any 100 arrivals in a row, {@code percent} are admitted. */
    private static boolean isInShare(long arrival, int percent) {
        return (arrival % 100 + 1) * percent / 100 > arrival % 100 * percent / 100;
    }

    @Override
    int admittedPercent(long now) {
        long step = Math.max(0, now - entry.sinceNanos()) / ramp.step().toNanos();
        return step < ramp.percents().size() ? ramp.percents().get((int) step) : 100;
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
            evaluate(machine, outcome.failed(), now, trigger, report);
        }
        return true;
    }

    void evaluate(
            StateMachine machine,
            boolean failed,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        long asked = failed ? machine.askedNanos(config, trigger) : 0;
        if (asked > 0) {
            Counts numbers = counting.window.counts(now);
            machine.openAsAsked(asked, this, numbers, trigger, report);
            return;
        }
        int streak = failed ? counting.streak() : 0;
        Reason reason =
                TripEvaluator.check(
                        config, ramp.minimumCalls(), counting, streak, now, machine.listeners);
        if (reason != null) {
            Counts numbers = counting.window.counts(now);
            machine.open(this, Reason.RECOVERY_FAILED, numbers, trigger, report);
        }
    }

    @Override
    void poll(StateMachine machine, long now) {
        if (counting.sweep(config, machine.ticker) > 0) {
            evaluate(machine, false, now, null, null);
        }
        // No effect if the sweep above has just reopened the breaker.
        if (admittedPercent(now) == 100) {
            machine.close(this, Reason.RAMP_COMPLETED, counts(now), counting, null);
        }
    }

    @Override
    RejectionReason rejection() {
        return RejectionReason.RECOVERING;
    }

    @Override
    Counts counts(long now) {
        return counting.window.counts(now);
    }

    @Override
    State with(CircuitBreakerConfig other, Generation generation, StateChange change) {
        Ramp next = other.ramp() == null ? ramp : other.ramp();
        return new Recovering(
                other, (CountingGeneration) generation, next, arrivals, entry, change);
    }
}
