package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * A breaker's state and counts at one moment, read from one state object.
 *
 * @param name the name of the breaker
 * @param state its state
 * @param mode whether rejections are enforced
 * @param since when the state began, by the wall clock
 * @param reason why the state began; {@code null} for a new breaker
 * @param counts the counts of the window; if the breaker is neither closed nor recovering, those
 *     that decided on its state
 * @param openings how many times in a row it has opened without closing in between
 * @param untilProbe how long until a probe is admitted; zero unless open
 * @param freeProbes how many probes could be admitted now; 0 unless half-open
 * @param admittedPercent which share of the calls is admitted
 * @param consecutiveFailures failures in a row; 0 unless closed or recovering
 * @param consecutiveSuccesses successes in a row since the last failure, or since the window began
 *     if there was none; 0 unless closed or recovering
 * @param probeSuccesses probes that succeeded in this half-open; 0 unless half-open
 * @param probeFailures probes that failed in this half-open; 0 unless half-open
 * @param lastFailureAt when a call failed last, by the wall clock; {@code null} if none did
 * @param rejected calls rejected since the breaker was created
 * @param wouldReject calls that would have been rejected, had dry-run not admitted them
 * @param lateSuccesses successes that came after their generation had ended
 * @param lateFailures failures that came after their generation had ended
 * @param misused how often a permit was ended more than once
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
        int consecutiveFailures,
        long consecutiveSuccesses,
        int probeSuccesses,
        int probeFailures,
        @Nullable Instant lastFailureAt,
        long rejected,
        long wouldReject,
        long lateSuccesses,
        long lateFailures,
        long misused) {

    /** Returns how many results came after their generation had ended. */
    public long late() {
        return lateSuccesses + lateFailures;
    }

    /** Reads one state object and copies its values. */
    static Snapshot of(StateMachine machine, CallRecorder calls) {
        long now = machine.ticker.nanos();
        State state = machine.current();
        CountingGeneration counting =
                state.generation instanceof CountingGeneration measured ? measured : null;
        long probes = state.generation instanceof ProbeGeneration some ? some.tally() : 0;
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
                counting == null ? 0 : counting.streak(),
                counting == null ? 0 : counting.successesInARow(),
                ProbeGeneration.successes(probes),
                ProbeGeneration.failures(probes),
                calls.lastFailureAt(),
                calls.refused.sum(),
                calls.wouldRefuse.sum(),
                calls.lateSuccesses.sum(),
                calls.lateFailures.sum(),
                calls.misused.sum());
    }
}
