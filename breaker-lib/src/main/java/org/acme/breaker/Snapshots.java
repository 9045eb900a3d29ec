package org.acme.breaker;

import java.time.Duration;

/** Reads a breaker once and says what it saw. */
final class Snapshots {

    private Snapshots() {}

    static Snapshot of(StateMachine machine, Calls calls) {
        long now = machine.ticker.nanos();
        State state = machine.current();
        return new Snapshot(
                machine.name,
                state.kind(),
                state.config.mode(),
                state.stay.since(),
                state.stay.reason(),
                state.counts(now),
                state.stay.openings(),
                Duration.ofNanos(state.remainingNanos(now)),
                state instanceof HalfOpen halfOpen ? halfOpen.freeProbes() : 0,
                admittedPercent(state, now),
                calls.refused.sum(),
                calls.wouldRefuse.sum(),
                calls.lateSuccesses.sum(),
                calls.lateFailures.sum(),
                calls.misused.sum());
    }

    private static int admittedPercent(State state, long now) {
        if (state instanceof Recovering recovering) {
            return recovering.percentAt(now);
        }
        return switch (state.kind()) {
            case CLOSED, DISABLED, RECOVERING -> 100;
            case OPEN, HALF_OPEN, FORCED_OPEN -> 0;
        };
    }
}
