package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker was at one moment, read from one state object.
 *
 * @param name the breaker
 * @param state its state
 * @param mode whether refusals are carried out
 * @param since when the state began
 * @param reason why it began; {@code null} for a new breaker
 * @param counts what the window holds; while the breaker isn't closed or recovering, the numbers that
 *     decided
 * @param openings how often it has opened in a row without closing in between
 * @param untilProbe how long until a probe is let out; zero unless open
 * @param freeProbes how many probes could be let out now; 0 unless half-open
 * @param admittedPercent which share of the calls passes
 * @param rejected calls refused since the breaker exists
 * @param wouldReject calls that dry-run would have refused
 * @param lateSuccesses successes that came after the breaker had moved on
 * @param lateFailures failures that came after the breaker had moved on
 * @param misused permits ended more than once
 */
public record Snapshot(
        String name,
        BreakerState state,
        Mode mode,
        Instant since,
        @Nullable Reason reason,
        Counts counts,
        int openings,
        Duration untilProbe,
        int freeProbes,
        int admittedPercent,
        long rejected,
        long wouldReject,
        long lateSuccesses,
        long lateFailures,
        long misused) {

    /** Results that came after the breaker had moved on, however they ended. */
    public long late() {
        return lateSuccesses + lateFailures;
    }

    /** Reads one state object and says what it is. */
    static Snapshot of(StateMachine machine, CallRecorder calls) {
        long now = machine.ticker.nanos();
        State state = machine.current();
        return new Snapshot(
                machine.name,
                state.kind(),
                state.config.mode(),
                state.entry.since(),
                state.entry.reason(),
                state.counts(now),
                state.entry.openings(),
                Duration.ofNanos(state.remainingNanos(now)),
                state.freeProbes(),
                state.admittedPercent(now),
                calls.refused.sum(),
                calls.wouldRefuse.sum(),
                calls.lateSuccesses.sum(),
                calls.lateFailures.sum(),
                calls.misused.sum());
    }
}
