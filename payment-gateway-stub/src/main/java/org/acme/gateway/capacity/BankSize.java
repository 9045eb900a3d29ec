package org.acme.gateway.capacity;

import java.time.Duration;

/**
 * How much the bank can do.
 *
 * @param workers charges that it works on at once
 * @param queue charges that may wait
 * @param minMillis the fastest charge
 * @param maxMillis the slowest charge
 */
record BankSize(int workers, int queue, long minMillis, long maxMillis) {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** As configured, or an explanation of what is wrong. */
    static BankSize of(CapacityConfig config) {
        Duration min = config.serviceTime().min();
        return new BankSize(
                check("gateway.bank.workers", config.workers(), 1, 10_000),
                check("gateway.bank.queue", config.queue(), 0, 100_000),
                check("gateway.bank.service-time.min", min, Duration.ZERO),
                check("gateway.bank.service-time.max", config.serviceTime().max(), min));
    }

    /** Charges that it can do in a second, if there are always some in its line. */
    double chargesPerSecond() {
        double meanMillis = Math.max(1, (minMillis + maxMillis) / 2.0);
        return workers * 1000 / meanMillis;
    }

    private static long check(String key, Duration value, Duration atLeast) {
        if (value.compareTo(atLeast) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %dms to %dms, but is %dms"
                            .formatted(
                                    key, atLeast.toMillis(), LONGEST.toMillis(), value.toMillis()));
        }
        return value.toMillis();
    }

    private static int check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, but is %d".formatted(key, least, most, value));
        }
        return value;
    }
}
