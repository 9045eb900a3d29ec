package org.acme.breaker;

import org.acme.breaker.Listeners.StateChange;

/**
 * The open state: rejects calls until the wait is over. The first call after that makes the breaker
 * half-open.
 */
final class Open extends State {

    private final long waitNanos;

    /**
     * When the wait began; moved back if the clock has gone back, so that the wait does not get
     * much longer.
     */
    private volatile long begin;

    Open(
            CircuitBreakerConfig config,
            Generation none,
            long waitNanos,
            StateEntry entry,
            StateChange change) {
        this(config, none, waitNanos, entry.sinceNanos(), entry, change);
    }

    private Open(
            CircuitBreakerConfig config,
            Generation none,
            long waitNanos,
            long begin,
            StateEntry entry,
            StateChange change) {
        super(config, none, entry, change);
        this.waitNanos = waitNanos;
        this.begin = begin;
    }

    @Override
    BreakerState kind() {
        return BreakerState.OPEN;
    }

    @Override
    int admit(StateMachine machine) {
        long now = machine.ticker.nanos();
        long elapsed = now - begin;
        if (elapsed < waitNanos) {
            if (elapsed < 0) {
                begin = now;
            }
            return REFUSED;
        }
        if (machine.fleet.areProbesHeld(now)) {
            return REFUSED;
        }
        machine.halfOpen(this, Reason.WAIT_ELAPSED);
        return MOVED;
    }

    @Override
    RejectionReason rejection() {
        return RejectionReason.OPEN;
    }

    @Override
    long remainingNanos(long now) {
        return Math.max(0, waitNanos - Math.max(0, now - begin));
    }

    /** Copies this state with a wait that begins now. */
    Open waiting(long nanos, Generation none, long now) {
        return new Open(config, none, nanos, now, entry, change);
    }

    @Override
    State with(CircuitBreakerConfig other, Generation generation, StateChange change) {
        return new Open(other, generation, waitNanos, begin, entry, change);
    }
}
