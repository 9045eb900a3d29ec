package org.acme.gateway.capacity;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The distribution of service times.
 *
 * @param minMillis the shortest time; shorter draws are raised to it
 * @param medianMillis half of the charges take longer; at least 1 unless the shape is uniform
 * @param maxMillis the longest time; longer draws are cut off at it
 * @param seed of the draw: the same seed gives the same service times
 */
record ServiceTime(Shape shape, long minMillis, long medianMillis, long maxMillis, long seed) {

    private static final double LN_2 = Math.log(2);

    /** The standard deviations above the median that one draw in a thousand exceeds. */
    private static final double ONE_IN_A_THOUSAND = 3.09;

    private static final long SEEDS = 1_000_000;

    static ServiceTime uniform(long minMillis, long maxMillis, long seed) {
        return new ServiceTime(
                Shape.UNIFORM, minMillis, (minMillis + maxMillis) / 2, maxMillis, seed);
    }

    /** Returns a random seed, short enough to type it in again. */
    static long anySeed() {
        return ThreadLocalRandom.current().nextLong(SEEDS);
    }

    long drawMillis(RandomGenerator draw) {
        double millis =
                switch (shape) {
                    case UNIFORM -> draw.nextLong(minMillis, maxMillis + 1);
                    case EXPONENTIAL ->
                            minMillis + (medianMillis - minMillis) * draw.nextExponential() / LN_2;
                    case LOG_NORMAL -> medianMillis * Math.exp(sigma() * draw.nextGaussian());
                };
        return Math.round(cut(millis));
    }

    /** Returns the mean, cut-off ends included, precise enough for a gauge. */
    double meanMillis() {
        return switch (shape) {
            case UNIFORM -> (minMillis + maxMillis) / 2.0;
            case EXPONENTIAL -> {
                double rest = (medianMillis - minMillis) / LN_2;
                yield rest == 0
                        ? minMillis
                        : minMillis + rest * (1 - Math.exp((minMillis - maxMillis) / rest));
            }
            case LOG_NORMAL -> meanOfLogNormal();
        };
    }

    /**
     * Sums over the normal distribution, because the mean of the cut-off distribution has no short
     * formula.
     */
    private double meanOfLogNormal() {
        double sum = 0;
        double weights = 0;
        for (double z = -6; z <= 6; z += 0.05) {
            double weight = Math.exp(-z * z / 2);
            sum += weight * cut(medianMillis * Math.exp(sigma() * z));
            weights += weight;
        }
        return sum / weights;
    }

    private double cut(double millis) {
        return Math.min(maxMillis, Math.max(minMillis, millis));
    }

    /** Returns the same distribution with another seed. */
    ServiceTime withSeed(long other) {
        return new ServiceTime(shape, minMillis, medianMillis, maxMillis, other);
    }

    private double sigma() {
        return Math.log((double) maxMillis / medianMillis) / ONE_IN_A_THOUSAND;
    }
}
