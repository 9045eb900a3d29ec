package org.acme.breaker.redis.fleet;

import java.util.Locale;
import org.acme.breaker.CircuitBreaker;

/** An action of an operator on one breaker of every replica. */
public enum FleetAction {
    /** No action was ever requested. */
    NONE,
    /** Close with an empty window. */
    RESET,
    /** Close. */
    CLOSE,
    /** Reject all calls until reset or closed. */
    FORCE_OPEN,
    /** Admit all calls and judge none until reset or closed. */
    DISABLE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in the store and in the admin endpoint, such as {@code force-open}. */
    public String label() {
        return label;
    }

    /**
     * The action of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FleetAction of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether it lasts, so that a replica that joins later must be told. */
    boolean isStanding() {
        return this == FORCE_OPEN || this == DISABLE;
    }

    void on(CircuitBreaker breaker) {
        switch (this) {
            case NONE -> {}
            case RESET -> breaker.reset();
            case CLOSE -> breaker.close();
            case FORCE_OPEN -> breaker.forceOpen();
            case DISABLE -> breaker.disable();
        }
    }
}
