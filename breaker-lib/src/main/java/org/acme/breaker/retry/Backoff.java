package org.acme.breaker.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.internal.Durations;

/** How long to wait before trying again. */
@FunctionalInterface
public interface Backoff {

    /**
     * The wait.
     *
     * @param retry which retry it is, from 1
     * @return nanoseconds, 0 for none
     */
    long nanosBefore(int retry);

    /** None. */
    static Backoff none() {
        return retry -> 0;
    }

    /** Always the same. */
    static Backoff fixed(Duration wait) {
        long nanos = Durations.requirePositive("backoff.wait", wait);
        return retry -> nanos;
    }

    /**
     * Exponential with full jitter: anything between nothing and {@code first} doubled with each
     * retry, at most {@code cap}. Those who failed together don't come back together.
     */
    static Backoff exponential(Duration first, Duration cap) {
        return exponential(first, cap, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** As {@link #exponential(Duration, Duration)} with a source of randomness, from 0 to 1. */
    static Backoff exponential(Duration first, Duration cap, DoubleSupplier random) {
        InvalidConfigurationException.requireGiven(
                random, "backoff.random", "a source of randomness");
        long firstNanos = Durations.requirePositive("backoff.first", first);
        long capNanos = Durations.requirePositive("backoff.cap", cap);
        InvalidConfigurationException.require(
                capNanos >= firstNanos, "backoff.cap", "at least the first wait " + first, cap);
        return retry -> {
            double longest = Math.min(capNanos, firstNanos * Math.pow(2, retry - 1));
            return (long) (longest * random.getAsDouble());
        };
    }
}
