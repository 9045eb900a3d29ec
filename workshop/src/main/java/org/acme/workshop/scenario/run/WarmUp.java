package org.acme.workshop.scenario.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Defines how the traffic starts: a few users first, all of them from the middle of the warm-up on.
 * Services that have just been started load their classes and open their connections with the first
 * requests; the full rate at once would trip the breakers before the scenario begins.
 */
final class WarmUp {

    private static final double[] SHARES = {0.1, 0.25, 0.45, 0.7};

    private WarmUp() {}

    /**
     * A part of the warm-up.
     *
     * @param share of the full rate, above 0 and at most 1
     * @param until t at its end; the last one ends at zero
     */
    record Level(double share, Duration until) {}

    /** Returns the parts of a warm-up of this length, in order. */
    static List<Level> levels(Duration length) {
        Duration part = length.dividedBy(2L * SHARES.length);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            levels.add(new Level(SHARES[i], part.multipliedBy(i + 1).minus(length)));
        }
        levels.add(new Level(1, Duration.ZERO));
        return levels;
    }
}
