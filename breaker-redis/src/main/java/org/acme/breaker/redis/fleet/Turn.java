package org.acme.breaker.redis.fleet;

import java.util.Locale;

/** Where a replica stands with its turn to probe in a shared opening. */
public enum Turn {
    /** It has none, and does not ask for one. */
    NONE,
    /** It asks for one: its wait is over, and calls arrive. */
    WANTED,
    /** It has one, and its probes have not decided yet. */
    HELD,
    /** Its probes succeeded. */
    SUCCEEDED,
    /** Its probes failed. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in the store. */
    public String label() {
        return label;
    }
}
