package org.acme.gateway.capacity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;

/**
 * The capacity of the bank.
 *
 * @param workers charges in progress at once
 * @param queue charges that may wait
 * @param time how long a charge takes
 */
record BankSize(int workers, int queue, @JsonUnwrapped ServiceTime time) {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Reads the configured size; throws with an explanation if it is wrong. */
    static BankSize of(CapacityConfig config) {
        return new BankSize(
                check("gateway.bank.workers", config.workers(), 1, 10_000),
                check("gateway.bank.queue", config.queue(), 0, 100_000),
                time(config.serviceTime()));
    }

    /** Returns the charges that it can process in a second under constant load. */
    double chargesPerSecond() {
        return workers * 1000 / Math.max(1, time.meanMillis());
    }

    private static ServiceTime time(CapacityConfig.ServiceTime config) {
        long min = check("gateway.bank.service-time.min", config.min(), Duration.ZERO, LONGEST);
        long max = check("gateway.bank.service-time.max", config.max(), config.min(), LONGEST);
        long seed = config.seed().orElseGet(ServiceTime::anySeed);
        Shape shape = config.shape();
        if ((shape == Shape.UNIFORM) == config.median().isPresent()) {
            throw new IllegalArgumentException(
                    "gateway.bank.service-time.median belongs to the shapes exponential and"
                            + " log-normal, which need it, but the shape is "
                            + shape.id());
        }
        return config.median()
                .map(median -> median(median, config))
                .map(median -> new ServiceTime(shape, min, median, max, seed))
                .orElseGet(() -> ServiceTime.uniform(min, max, seed));
    }

    private static long median(Duration median, CapacityConfig.ServiceTime config) {
        Duration atLeast = config.min().toMillis() > 0 ? config.min() : Duration.ofMillis(1);
        return check("gateway.bank.service-time.median", median, atLeast, config.max());
    }

    private static long check(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %dms to %dms, but is %dms"
                            .formatted(key, least.toMillis(), most.toMillis(), value.toMillis()));
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
