package org.acme.breaker;

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
 *   by hand, from anywhere: ForcedOpen, Disabled, Open, Closed
 * </pre>
 */
abstract sealed class State permits Closed, Open, HalfOpen, Recovering, ForcedOpen, Disabled {

    /** Admitted; counts in the generation. */
    static final int MEASURED = 0;

    /** Not admitted. */
    static final int REFUSED = -1;

    /** The breaker has moved on: read its state again. */
    static final int MOVED = -2;

    /** Admitted; its end is reported to listeners and judged by nobody. */
    static final int UNMEASURED = -3;

    final CircuitBreakerConfig config;
    final Generation generation;
    final Stay stay;
    final Change change;

    State(CircuitBreakerConfig config, Generation generation, Stay stay, Change change) {
        this.config = config;
        this.generation = generation;
        this.stay = stay;
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
    abstract boolean record(
            StateMachine machine,
            int token,
            Outcome outcome,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report);

    /** Does what is due by time alone. */
    void poll(StateMachine machine, long now) {}

    /** The same stay under another configuration. */
    abstract State with(CircuitBreakerConfig other, Generation generation, Change change);

    /** What the breaker judges by, or judged by last. */
    Counts counts(long now) {
        return stay.decidedOn();
    }

    RejectionReason rejection() {
        throw new IllegalStateException(kind() + " rejects nothing");
    }

    /** Nanoseconds until asking again may help; 0 where it isn't a matter of time. */
    long remainingNanos(long now) {
        return 0;
    }
}
