package org.acme.workshop.lane;

import java.util.List;
import java.util.Optional;

/** One of the two copies of the system that get the same users and, by default, the same faults. */
public enum Lane {
    /**
     * Checkout calls the other services through circuit breakers, bulkheads, timeouts and
     * fallbacks.
     */
    PROTECTED("protected"),
    /** Checkout calls the other services without protection. */
    UNPROTECTED("unprotected");

    private static final List<Lane> ALL = List.of(values());

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** The name in metrics, JSON and scenario files. */
    public String label() {
        return label;
    }

    /** Both lanes, the protected one first. */
    public static List<Lane> all() {
        return ALL;
    }

    /** The lane of that label, if there is one. */
    public static Optional<Lane> of(String label) {
        return ALL.stream().filter(lane -> lane.label.equals(label)).findFirst();
    }
}
