package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** Calls pass and are not judged. */
final class Disabled extends State {

    Disabled(CircuitBreakerConfig config, Generation none, Stay stay, Change change) {
        super(config, none, stay, change);
    }

    @Override
    BreakerState kind() {
        return BreakerState.DISABLED;
    }

    @Override
    int admit(StateMachine machine) {
        return UNMEASURED;
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
    State with(CircuitBreakerConfig other, Generation generation, Change change) {
        return new Disabled(other, generation, stay, change);
    }
}
