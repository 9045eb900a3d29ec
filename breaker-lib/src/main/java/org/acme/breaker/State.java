package org.acme.breaker;

import java.time.Instant;
import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a breaker in a state. Identity objects: what may be known of a state is in the object,
 * and the breaker holds exactly one reference to one of them.
 *
 * <pre>
 *            rate, streak or hang              wait elapsed
 *   Closed ───────────────────────▶ Open ─────────────────────▶ HalfOpen
 *     ▲                              ▲                          │  │
 *     │                              ├── a probe failed ────────┘  │ probes succeeded
 *     │        ramp completed        │ bad again                   ▼
 *     └───────────────────────── Recovering ◀──────────────────────┤
 *     └────────────────────────────────────────── (without a ramp) ┘
 *   by hand, from anywhere: ByHand (forced open, disabled), Open, Closed
 * </pre>
 */
abstract sealed class State permits Closed, Open, HalfOpen, Recovering, State.ByHand {

    /** Admitted; counts in the generation. */
    static final int MEASURED = 0;

    /** Not admitted. */
    static final int REFUSED = -1;

    /** The breaker has moved on: read its state again. */
    static final int MOVED = -2;

    /** Admitted; its end is reported to listeners and judged by nobody. */
    static final int UNMEASURED = -3;

    /**
     * How this stay began.
     *
     * @param sinceNanos tick of its beginning
     * @param since the same by the wall clock, for people
     * @param reason why it began; {@code null} for a new breaker
     * @param decidedOn the numbers behind it
     * @param openings how often the breaker has opened in a row without closing
     */
    record StateEntry(
            long sinceNanos,
            Instant since,
            @Nullable Reason reason,
            Counts decidedOn,
            int openings) {}

    final CircuitBreakerConfig config;
    final Generation generation;
    final StateEntry entry;
    final StateChange change;

    State(
            CircuitBreakerConfig config,
            Generation generation,
            StateEntry entry,
            StateChange change) {
        this.config = config;
        this.generation = generation;
        this.entry = entry;
        this.change = change;
    }

    abstract BreakerState kind();

    /** One of the constants above, or the positive token of a call that holds a lease. */
    abstract int admit(StateMachine machine);

    /**
     * Counts the end of a call that this state's generation admitted.
     *
     * @param trigger the call's exception or result
     * @param report the call's event, for a transition that this end causes
     * @return {@code false} if it came too late to count
     */
    boolean record(
            StateMachine machine,
            int token,
            CallOutcome outcome,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        return false;
    }

    /** Does what is due by time alone. */
    void poll(StateMachine machine, long now) {}

    /** The same stay under another configuration. */
    abstract State with(CircuitBreakerConfig other, Generation generation, StateChange change);

    /** What the breaker judges by, or judged by last. */
    Counts counts(long now) {
        return entry.decidedOn();
    }

    RejectionReason rejection() {
        throw new IllegalStateException(kind() + " rejects nothing");
    }

    /** Nanoseconds until asking again may help; 0 where it isn't a matter of time. */
    long remainingNanos(long now) {
        return 0;
    }

    /** Which share of the calls passes, in percent. */
    int admittedPercent(long now) {
        return 0;
    }

    /** How many probes could be admitted now. */
    int freeProbes() {
        return 0;
    }

    /** Forced open or disabled: refuses or admits all calls and judges none, until told otherwise. */
    static final class ByHand extends State {

        private final boolean disabled;

        ByHand(
                boolean disabled,
                CircuitBreakerConfig config,
                Generation none,
                StateEntry entry,
                StateChange change) {
            super(config, none, entry, change);
            this.disabled = disabled;
        }

        @Override
        BreakerState kind() {
            return disabled ? BreakerState.DISABLED : BreakerState.FORCED_OPEN;
        }

        @Override
        int admit(StateMachine machine) {
            return disabled ? UNMEASURED : REFUSED;
        }

        @Override
        RejectionReason rejection() {
            return RejectionReason.FORCED_OPEN;
        }

        @Override
        int admittedPercent(long now) {
            return disabled ? 100 : 0;
        }

        @Override
        State with(CircuitBreakerConfig other, Generation generation, StateChange change) {
            return new ByHand(disabled, other, generation, entry, change);
        }
    }
}
