package org.acme.breaker.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.internal.Durations;

/** Decides how long to wait before each retry. */
@FunctionalInterface
public interface Backoff {

    /**
     * Returns the wait before a retry.
     *
     * @param retry which retry it is, from 1
     * @return nanoseconds, 0 for none
     */
    long nanosBefore(int retry);

    /** Returns a backoff that never waits. */
    static Backoff none() {
        return retry -> 0;
    }

    /** Returns a backoff that always waits the same time. */
    static Backoff fixed(Duration wait) {
        long nanos = Durations.requirePositive("backoff.wait", wait);
        return retry -> nanos;
    }

    /**
     * Returns an exponential backoff with full jitter: a random time from zero to {@code first},
     * doubled with each retry up to {@code cap}. So clients that failed together don't come back
     * together.
     */
    static Backoff exponential(Duration first, Duration cap) {
        return exponential(first, cap, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Does the same as {@link #exponential(Duration, Duration)} with the given source of random
     * numbers from 0 to 1.
     */
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
