package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** Calls are refused until somebody says otherwise. */
final class ForcedOpen extends State {

    ForcedOpen(CircuitBreakerConfig config, Generation none, Stay stay, Change change) {
        super(config, none, stay, change);
    }

    @Override
    BreakerState kind() {
        return BreakerState.FORCED_OPEN;
    }

    @Override
    int admit(StateMachine machine) {
        return REFUSED;
    }

    @Override
    boolean record(
            StateMachine machine,
            int token,
            Outcome outcome,
            long now,
            @Nullable Object trigger,
            @Nullable CallReport report) {
        return false;
    }

    @Override
    RejectionReason rejection() {
        return RejectionReason.FORCED_OPEN;
    }

    @Override
    State with(CircuitBreakerConfig other, Generation generation, Change change) {
        return new ForcedOpen(other, generation, stay, change);
    }
}
