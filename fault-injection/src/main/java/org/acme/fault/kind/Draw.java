package org.acme.fault.kind;

import java.util.SplittableRandom;

/**
 * The chance of one matched request. It depends on the seed and on the request's number among the matched ones only,
 * so that the same seed decides the same way again, however many event loops take part.
 */
public final class Draw {

    /** An odd constant near 2^64 divided by the golden ratio spreads neighbouring numbers over all bits. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final SplittableRandom random;

    public Draw(long seed, long number) {
        this.random = new SplittableRandom(seed ^ (number * SPREAD));
    }

    public boolean hits(double probability) {
        return random.nextDouble() < probability;
    }

    /** Evenly from {@code -bound} to {@code bound}. */
    long around(long bound) {
        return bound == 0 ? 0 : random.nextLong(-bound, bound + 1);
    }
}
