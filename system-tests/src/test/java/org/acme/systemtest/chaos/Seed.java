package org.acme.systemtest.chaos;

/** The number that decides what happens, so that it can happen again. */
final class Seed {

    private static final long USUAL = 20_261_121;

    private Seed() {}

    /** What {@code -Dchaos.seed} says, or else always the same. */
    static long given() {
        long seed = Long.getLong("chaos.seed", USUAL);
        System.out.println("chaos.seed=" + seed);
        return seed;
    }
}
