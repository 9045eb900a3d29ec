package org.acme.breaker;

import java.time.Instant;
import org.acme.breaker.CallRecorder.CallReport;
import org.acme.breaker.Listeners.StateChange;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * A state of a breaker, from the transition into it to the one out of it. The breaker holds one
 * reference to one such object, which contains all that a call needs to know about the state.
 *
 * <pre>
 *            rate, streak or hang              wait elapsed
 *   Closed ───────────────────────▶ Open ─────────────────────▶ HalfOpen
 *     ▲                              ▲                          │  │
 *     │                              ├── a probe failed ────────┘  │ probes succeeded
 *     │        ramp completed        │ rate reached again          ▼
 *     └───────────────────────── Recovering ◀──────────────────────┤
 *     └────────────────────────────────────────── (without a ramp) ┘
 *   by hand, from any state: ByHand (forced open, disabled), Open, Closed
 * </pre>
 */
abstract sealed class State permits Closed, Open, HalfOpen, Recovering, State.ByHand {

    /** The call is admitted and recorded in the generation. */
    static final int MEASURED = 0;

    /** The call is rejected. */
    static final int REFUSED = -1;

    /** The breaker has left this state: read its current state again. */
    static final int MOVED = -2;

    /** The call is admitted; its outcome is reported to listeners and not judged. */
    static final int UNMEASURED = -3;

    /**
     * How and when a state was entered.
     *
     * @param sinceNanos when, as a reading of the ticker
     * @param since when, by the wall clock; only printed
     * @param reason why; {@code null} for a new breaker
     * @param decidedOn the counts that the transition was based on
     * @param openings how many times in a row the breaker has opened without closing
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

    /** Returns one of the constants above, or the positive token of a call that holds a lease. */
    abstract int admit(StateMachine machine);

    /**
     * Records the outcome of a call that this state's generation admitted.
     *
     * @param trigger the call's exception or result
     * @param report the call's event, for a transition that this outcome causes
     * @return {@code false} if the result is late
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

    /** Makes the changes that are due by time alone. */
    void poll(StateMachine machine, long now) {}

    /** Copies this state with another configuration. */
    abstract State with(CircuitBreakerConfig other, Generation generation, StateChange change);

    /** Returns the counts that the breaker judges now, or judged last. */
    Counts counts(long now) {
        return entry.decidedOn();
    }

    RejectionReason rejection() {
        throw new IllegalStateException(kind() + " rejects nothing");
    }

    /**
     * Returns the nanoseconds until the next call may be admitted; 0 if that does not depend on
     * time.
     */
    long remainingNanos(long now) {
        return 0;
    }

    /** Returns which share of the calls is admitted, in percent. */
    int admittedPercent(long now) {
        return 0;
    }

    /** Returns how many probes could be admitted now. */
    int freeProbes() {
        return 0;
    }

    /**
     * Forced open or disabled: rejects or admits all calls and judges none, until changed by hand
     * or, if it was forced open for a time, until that has ended.
     */
    static final class ByHand extends State {

        static final long ENDLESS = 0;

        private final boolean disabled;
        private final long waitNanos;

        /** Where the wait began; earlier if the clock has gone back, as in {@link Open}. */
        private volatile long begin;

        ByHand(
                boolean disabled,
                long waitNanos,
                long begin,
                CircuitBreakerConfig config,
                Generation none,
                StateEntry entry,
                StateChange change) {
            super(config, none, entry, change);
            this.disabled = disabled;
            this.waitNanos = waitNanos;
            this.begin = begin;
        }

        @Override
        BreakerState kind() {
            return disabled ? BreakerState.DISABLED : BreakerState.FORCED_OPEN;
        }

        @Override
        int admit(StateMachine machine) {
            if (disabled) {
                return UNMEASURED;
            }
            if (waitNanos == ENDLESS) {
                return REFUSED;
            }
            poll(machine, machine.ticker.nanos());
            return machine.current() == this ? REFUSED : MOVED;
        }

        @Override
        void poll(StateMachine machine, long now) {
            long elapsed = now - begin;
            if (elapsed < 0) {
                begin = now;
            }
            if (waitNanos != ENDLESS && elapsed >= waitNanos) {
                machine.halfOpen(this, Reason.WAIT_ELAPSED);
            }
        }

        @Override
        long remainingNanos(long now) {
            return waitNanos == ENDLESS ? 0 : Math.max(0, waitNanos - Math.max(0, now - begin));
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
            return new ByHand(disabled, waitNanos, begin, other, generation, entry, change);
        }
    }
}
