package org.acme.breaker;

import org.acme.breaker.Listeners.Change;

/** Calls are refused until the wait is over. */
final class Open extends State {

    private final long waitNanos;

    /** Where the wait began; earlier if the clock has gone back, so that it can't last much longer. */
    private volatile long begin;

    Open(CircuitBreakerConfig config, Generation none, long waitNanos, Stay stay, Change change) {
        this(config, none, waitNanos, stay.sinceNanos(), stay, change);
    }

    private Open(
            CircuitBreakerConfig config,
            Generation none,
            long waitNanos,
            long begin,
            Stay stay,
            Change change) {
        super(config, none, stay, change);
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
        machine.halfOpen(this);
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

    @Override
    State with(CircuitBreakerConfig other, Generation generation, Change change) {
        return new Open(other, generation, waitNanos, begin, stay, change);
    }
}
