package org.acme.breaker.retry;

import java.time.Duration;
import java.util.List;
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
     * Returns a backoff that grows by the same time with each retry.
     *
     * @param first the wait before the first retry, above zero
     * @param step how much longer each further wait is, above zero
     * @param cap the longest wait, at least {@code first}
     */
    static Backoff linear(Duration first, Duration step, Duration cap) {
        long firstNanos = Durations.requirePositive("backoff.first", first);
        long stepNanos = Durations.requirePositive("backoff.step", step);
        long capNanos = capAtLeast(first, cap);
        return retry -> (long) Math.min(capNanos, firstNanos + (double) stepNanos * (retry - 1));
    }

    /**
     * Returns an exponential backoff without jitter; {@link #withJitter} adds some.
     *
     * @param first the wait before the first retry, above zero
     * @param factor by which each further wait is longer, from 1 to 100
     * @param cap the longest wait, at least {@code first}
     */
    static Backoff exponential(Duration first, double factor, Duration cap) {
        long firstNanos = Durations.requirePositive("backoff.first", first);
        InvalidConfigurationException.require(
                factor >= 1 && factor <= 100, "backoff.factor", "from 1 to 100", factor);
        long capNanos = capAtLeast(first, cap);
        return retry -> (long) Math.min(capNanos, firstNanos * Math.pow(factor, retry - 1));
    }

    /**
     * Returns a backoff that waits a random time.
     *
     * @param shortest above zero
     * @param longest at least {@code shortest}
     */
    static Backoff random(Duration shortest, Duration longest) {
        return random(shortest, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Does the same as {@link #random(Duration, Duration)} with the given source of random numbers
     * from 0 to 1.
     */
    static Backoff random(Duration shortest, Duration longest, DoubleSupplier random) {
        long from = Durations.requirePositive("backoff.shortest", shortest);
        long to = Durations.requirePositive("backoff.longest", longest);
        InvalidConfigurationException.require(
                to >= from, "backoff.longest", "at least the shortest wait " + shortest, longest);
        InvalidConfigurationException.requireGiven(
                random, "backoff.random", "a source of randomness");
        return retry -> from + (long) ((to - from) * random.getAsDouble());
    }

    /**
     * Returns a backoff that takes the given ones in turn, one for each retry, each asked for its
     * first wait. The last one stays, and sees retries counted from its own first.
     *
     * @param backoffs at least one
     */
    static Backoff chain(Backoff... backoffs) {
        InvalidConfigurationException.requireGiven(backoffs, "backoff.chain", "backoffs");
        InvalidConfigurationException.require(
                backoffs.length > 0, "backoff.chain", "at least one backoff", backoffs.length);
        List<Backoff> chain = List.of(backoffs);
        int last = chain.size() - 1;
        return retry ->
                retry <= last
                        ? chain.get(retry - 1).nanosBefore(1)
                        : chain.get(last).nanosBefore(retry - last);
    }

    /**
     * Returns this backoff with waits that are shorter by a random share, so that clients that
     * failed together don't come back together.
     *
     * @param share the largest share by which a wait is shortened, from 0 (none) to 1 (all of it)
     */
    default Backoff withJitter(double share) {
        return withJitter(share, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Does the same as {@link #withJitter(double)} with the given source of random numbers from 0
     * to 1.
     */
    default Backoff withJitter(double share, DoubleSupplier random) {
        InvalidConfigurationException.require(
                share >= 0 && share <= 1, "backoff.jitter", "from 0 to 1", share);
        InvalidConfigurationException.requireGiven(
                random, "backoff.random", "a source of randomness");
        return retry -> (long) (nanosBefore(retry) * (1 - share * random.getAsDouble()));
    }

    /** Returns this backoff with waits of at least {@code shortest}, above zero. */
    default Backoff atLeast(Duration shortest) {
        long least = Durations.requirePositive("backoff.shortest", shortest);
        return retry -> Math.max(least, nanosBefore(retry));
    }

    private static long capAtLeast(Duration first, Duration cap) {
        long capNanos = Durations.requirePositive("backoff.cap", cap);
        InvalidConfigurationException.require(
                cap.compareTo(first) >= 0, "backoff.cap", "at least the first wait " + first, cap);
        return capNanos;
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
        long capNanos = capAtLeast(first, cap);
        return retry -> {
            double longest = Math.min(capNanos, firstNanos * Math.pow(2, retry - 1));
            return (long) (longest * random.getAsDouble());
        };
    }
}
