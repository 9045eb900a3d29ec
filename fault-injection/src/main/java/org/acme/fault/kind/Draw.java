package org.acme.fault.kind;

import java.util.SplittableRandom;

/**
 * The random draw of one matched request. It depends only on the seed and the number of the request
 * among the matched ones, so that the same seed repeats the same decisions, on any number of event
 * loops.
 */
public final class Draw {

    /**
     * An odd constant near 2^64 divided by the golden ratio: it spreads consecutive numbers over
     * all bits.
     */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final SplittableRandom random;

    public Draw(long seed, long number) {
        this.random = new SplittableRandom(seed ^ (number * SPREAD));
    }

    public boolean hits(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns a uniformly distributed value from {@code -bound} to {@code bound}. */
    long around(long bound) {
        return bound == 0 ? 0 : random.nextLong(-bound, bound + 1);
    }
}
