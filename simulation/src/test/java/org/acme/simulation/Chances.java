package org.acme.simulation;

import java.util.SplittableRandom;

/**
 * The probabilities of faults in one history. Each kind of fault is absent in some histories, so
 * that faults do not hide each other.
 *
 * @param lost that a request, or an answer, never arrives
 * @param twice that a request arrives twice
 * @param late that a message takes up to {@code latest} instead of milliseconds
 * @param latest in nanoseconds
 * @param refused that the other side answers with an error and does no work
 * @param killed that a process dies at a step
 * @param paused that code stops at a step, for up to {@code latest}
 * @param database that a statement fails, before or after it was carried out
 */
record Chances(
        double lost,
        double twice,
        double late,
        long latest,
        double refused,
        double killed,
        double paused,
        double database) {

    static final Chances NONE = new Chances(0, 0, 0, 0, 0, 0, 0, 0);

    static Chances draw(SplittableRandom random) {
        return new Chances(
                sometimes(random, 0.3),
                sometimes(random, 0.3),
                sometimes(random, 0.5),
                (long) (1e9 * Math.pow(10, 2 * random.nextDouble())),
                sometimes(random, 0.3),
                sometimes(random, 0.05),
                sometimes(random, 0.1),
                sometimes(random, 0.05));
    }

    private static double sometimes(SplittableRandom random, double most) {
        return random.nextInt(3) == 0 ? 0 : most * random.nextDouble();
    }
}
