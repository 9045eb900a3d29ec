package org.acme.launcher.stage;

import java.time.Duration;

/**
 * How long to wait for processes.
 *
 * @param start until each of them is ready
 * @param stop until each of them has left; it is killed then
 */
record ProcessTimeouts(Duration start, Duration stop) {

    /** What a start and an end of {@code ./demo} may take on a slow machine. */
    static final ProcessTimeouts USUAL =
            new ProcessTimeouts(Duration.ofSeconds(90), Duration.ofSeconds(7));

    /**
     * A JVM that records for its cache takes twice the time, and writes the cache when it leaves.
     */
    static final ProcessTimeouts RECORDING =
            new ProcessTimeouts(Duration.ofSeconds(240), Duration.ofSeconds(60));
}
